package dev.taskpool.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.testkit.LeavesNothingBehind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(300)
@ExtendWith(LeavesNothingBehind.class)
class SharedPoolIT {
    @Test
    void sharedPool_cannotBeClosed_andEndsWithTheProgramWithoutAWord() throws Exception {
        Process program = new ProcessBuilder(SharedProgram.command())
                .redirectErrorStream(true)
                .start();
        try {
            List<String> said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();

            assertThat(said)
                    .startsWith("shared 1", "same true 2", "open true [2, 4]")
                    .contains("lost 9", "later 9", "later 16")
                    .noneMatch(line -> line.contains("never closed"));
            assertThat(program.waitFor()).isZero();
        } finally {
            program.destroyForcibly().waitFor();
        }
    }
}
