package dev.taskpool.remote.internal.serial;

import static org.assertj.core.api.Assertions.assertThat;

import com.esotericsoftware.kryo.kryo5.io.Output;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of value crosses to a JVM that has a small heap, no flags and nothing in common but the class path. */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GraphsOtherJvmIT {

    @Test
    void kinds_readByAnotherJvm_areWhole(@TempDir Path dir) throws Exception {
        Path file = dir.resolve("kinds");
        Files.write(file, kinds());
        Path said = dir.resolve("said");
        Process reader = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        KindsReader.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            assertThat(reader.waitFor(150, TimeUnit.SECONDS)).isTrue();
        } finally {
            reader.destroyForcibly().waitFor();
        }

        // Nothing else either: neither Kryo nor the JVM has anything to warn of.
        assertThat(Files.readString(said, StandardCharsets.UTF_8).strip())
                .isEqualTo("whole: " + Kinds.all().size());
    }

    private static byte[] kinds() throws GraphException, IOException {
        var graphs = new Graphs(new ClassPolicy(List.of("**"), List.of()), GraphsOtherJvmIT.class.getClassLoader());
        var all = new Output(1 << 16, -1);
        for (Kinds.Kind kind : Kinds.all()) {
            var one = new Output(1 << 10, -1);
            graphs.write(one, kind.make().get());
            all.writeInt(one.position());
            all.writeBytes(one.getBuffer(), 0, one.position());
        }
        return all.toBytes();
    }
}
