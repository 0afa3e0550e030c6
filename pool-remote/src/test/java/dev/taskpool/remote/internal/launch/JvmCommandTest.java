package dev.taskpool.remote.internal.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class JvmCommandTest {
    private static JvmCommand command(int feature, String inherited, String... userOptions) {
        return command(feature, StandardCharsets.UTF_8, inherited, userOptions);
    }

    private static JvmCommand command(int feature, Charset charset, String inherited, String... userOptions) {
        return new JvmCommand(
                Path.of("/jdk/bin/java"),
                feature,
                256L << 20,
                Path.of("/pool"),
                null,
                charset,
                List.of("-ea"),
                inherited,
                List.of("-XX:SharedArchiveFile=a.jsa"),
                List.of("-cp", "a.jar"),
                List.of(userOptions),
                "Main");
    }

    @Test
    void argv_onJava17_isComplete() {
        assertThat(command(17, "").argv())
                .containsExactly(
                        "/jdk/bin/java",
                        "-Xmx262144k",
                        "-XX:+UseSerialGC",
                        "-XX:CICompilerCount=2",
                        "-XX:-UsePerfData",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-XX:+DisplayVMOutputToStderr",
                        "-XX:ErrorFile=/pool/hs_err_%p.log",
                        "-Dstdout.encoding=UTF-8",
                        "-Dstderr.encoding=UTF-8",
                        "-Dsun.stdout.encoding=UTF-8",
                        "-Dsun.stderr.encoding=UTF-8",
                        "-Dfile.encoding=UTF-8",
                        "-Dkryo.unsafe=false",
                        "-XX:SharedArchiveFile=a.jsa",
                        "-ea",
                        "-cp",
                        "a.jar",
                        "Main");
    }

    @Test
    void argv_onJava25_allowsMemoryAccess() {
        assertThat(command(25, "").argv()).contains("--sun-misc-unsafe-memory-access=allow");
        assertThat(command(22, "").argv()).noneMatch(word -> word.contains("unsafe-memory"));
    }

    @Test
    void argv_withUserOptions_letsThemWin() {
        List<String> argv = command(17, "", "-Xmx1g", "-Dx=y").argv();

        assertThat(argv).containsSubsequence("-Xmx262144k", "-cp", "a.jar", "-Xmx1g", "-Dx=y", "Main");
    }

    @Test
    void argv_whereTheCollectorIsChosen_leavesItChosen() {
        assertThat(command(17, "", "-XX:+UseG1GC").argv()).doesNotContain("-XX:+UseSerialGC");
        assertThat(command(17, "-Dx=y -XX:+UseZGC").argv()).doesNotContain("-XX:+UseSerialGC");
        assertThat(command(17, "", "-XX:+UseGCOverheadLimit").argv()).contains("-XX:+UseSerialGC");
    }

    @Test
    void argv_withAnotherDefaultCharset_keepsIt() {
        assertThat(command(17, StandardCharsets.ISO_8859_1, "").argv()).contains("-Dfile.encoding=ISO-8859-1");
        assertThat(command(25, StandardCharsets.ISO_8859_1, "").argv()).contains("-Dfile.encoding=COMPAT");
    }

    @Test
    void assertions_areThoseOfThisJvm() {
        List<String> arguments = List.of("-Xmx1g", "-ea:com.example...", "-esa", "-da:com.example.Foo", "-Dea=-ea");

        assertThat(ThisJvm.assertions(arguments, true))
                .containsExactly("-ea:com.example...", "-esa", "-da:com.example.Foo");
        assertThat(ThisJvm.assertions(List.of("-eager", "-Xmx1g"), false)).isEmpty();
        assertThat(ThisJvm.assertions(List.of(), true)).containsExactly("-ea");
    }
}
