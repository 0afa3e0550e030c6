package dev.taskpool.remote.internal.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.WorkerLostException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitEvidenceTest {
    private static final String BANNER = "#\n# A fatal error has been detected by the Java Runtime Environment:\n#";

    private static ExitEvidence of(int exitCode, String stderr, String stdout, String crashReport) {
        return ExitEvidence.of(exitCode, stderr, stdout, crashReport, false);
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "3", "7", "128", "160", "255"})
    void reason_ofAPlainExit_isExited(int exitCode) {
        assertThat(of(exitCode, "", "", "").reason()).isEqualTo(Reason.EXITED);
    }

    @ParameterizedTest
    @CsvSource({"129", "134", "137", "143", "159"})
    void reason_ofASignal_isSignal(int exitCode) {
        assertThat(of(exitCode, "", "", "").reason()).isEqualTo(Reason.SIGNAL);
    }

    @Test
    void reason_ofExit3_isOutOfMemoryOnlyIfTheJvmSaidSo() {
        String said = "Terminating due to java.lang.OutOfMemoryError: Java heap space";

        assertThat(of(3, said, "", "").reason()).isEqualTo(Reason.OUT_OF_MEMORY);
        assertThat(of(3, "", said, "").reason()).isEqualTo(Reason.OUT_OF_MEMORY);
        assertThat(of(1, said, "", "").reason()).isEqualTo(Reason.EXITED);
    }

    @Test
    void reason_ofACrash_isSignalWhateverTheExitCode() {
        assertThat(of(1, "", BANNER, "").reason()).isEqualTo(Reason.SIGNAL);
        assertThat(of(1, "", "", BANNER).reason()).isEqualTo(Reason.SIGNAL);
        assertThat(of(1, "", "", "# There is insufficient memory for the Java Runtime Environment")
                        .reason())
                .isEqualTo(Reason.OUT_OF_MEMORY);
    }

    @Test
    void reason_ofAKill_isTheMemoryLimitIfTheKernelKilledMeanwhile() {
        assertThat(ExitEvidence.of(137, "", "", "", true).reason()).isEqualTo(Reason.MEMORY_LIMIT);
        assertThat(ExitEvidence.of(143, "", "", "", true).reason()).isEqualTo(Reason.SIGNAL);
        assertThat(ExitEvidence.of(1, "", "", "", true).reason()).isEqualTo(Reason.EXITED);
        assertThat(ExitEvidence.of(137, "", "", "", false).reason()).isEqualTo(Reason.SIGNAL);
    }

    @Test
    void kernelKills_areCountedWhereTheKernelTells() {
        assertThat(KernelKills.count("pgmajfault 12\noom_kill 3\noom_kill_other 9\n"))
                .isEqualTo(3);
        assertThat(KernelKills.count("pgmajfault 12\n")).isZero();
        assertThat(KernelKills.count()).isNotNegative();
    }

    @Test
    void tail_hasStderrAndTheReport() {
        assertThat(of(134, "last words", "output", BANNER).tail()).isEqualTo("last words\n" + BANNER);
    }

    @Test
    void tail_hasStdoutOnlyWhereNothingElseSpeaks() {
        assertThat(of(1, "", "output", "").tail()).isEqualTo("output");
        assertThat(of(0, "", "output", "").tail()).isEmpty();
        assertThat(of(1, "error", "output", "").tail()).isEqualTo("error");
        assertThat(of(134, "error", BANNER, "").tail()).isEqualTo("error\n" + BANNER);
    }
}
