package dev.taskpool.remote.internal.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LifelineDescriptorTest {
    @Test
    void moved_command_readsNothingFromStdinAndTheLifelineWhereItIsTold() throws Exception {
        List<String> argv = List.of("/bin/sh", "-c", "cat; cat \"$1\"", "a name with spaces");
        Process process = new ProcessBuilder(LifelineDescriptor.moved(argv)).start();
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write("the lifeline".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("the lifeline");
        assertThat(process.waitFor()).isZero();
    }
}
