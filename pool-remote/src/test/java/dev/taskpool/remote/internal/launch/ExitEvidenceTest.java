package dev.taskpool.remote.internal.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.WorkerLostException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitEvidenceTest {
    private static final String BANNER = "#\n# A fatal error has been detected by the Java Runtime Environment:\n#";

    @ParameterizedTest
    @CsvSource({"0", "1", "3", "7", "128", "160", "255"})
    void reason_ofAPlainExit_isExited(int exitCode) {
        assertThat(ExitEvidence.of(exitCode, "", "", "").reason()).isEqualTo(Reason.EXITED);
    }

    @ParameterizedTest
    @CsvSource({"129", "134", "137", "143", "159"})
    void reason_ofASignal_isSignal(int exitCode) {
        assertThat(ExitEvidence.of(exitCode, "", "", "").reason()).isEqualTo(Reason.SIGNAL);
    }

    @Test
    void reason_ofExit3_isOutOfMemoryOnlyIfTheJvmSaidSo() {
        String said = "Terminating due to java.lang.OutOfMemoryError: Java heap space";

        assertThat(ExitEvidence.of(3, said, "", "").reason()).isEqualTo(Reason.OUT_OF_MEMORY);
        assertThat(ExitEvidence.of(3, "", said, "").reason()).isEqualTo(Reason.OUT_OF_MEMORY);
        assertThat(ExitEvidence.of(1, said, "", "").reason()).isEqualTo(Reason.EXITED);
    }

    @Test
    void reason_ofACrash_isSignalWhateverTheExitCode() {
        assertThat(ExitEvidence.of(1, "", BANNER, "").reason()).isEqualTo(Reason.SIGNAL);
        assertThat(ExitEvidence.of(1, "", "", BANNER).reason()).isEqualTo(Reason.SIGNAL);
        assertThat(ExitEvidence.of(1, "", "", "# There is insufficient memory for the Java Runtime Environment")
                        .reason())
                .isEqualTo(Reason.OUT_OF_MEMORY);
    }

    @Test
    void tail_hasStderrAndTheReport() {
        assertThat(ExitEvidence.of(134, "last words", "output", BANNER).tail()).isEqualTo("last words\n" + BANNER);
    }

    @Test
    void tail_hasStdoutOnlyWhereNothingElseSpeaks() {
        assertThat(ExitEvidence.of(1, "", "output", "").tail()).isEqualTo("output");
        assertThat(ExitEvidence.of(0, "", "output", "").tail()).isEmpty();
        assertThat(ExitEvidence.of(1, "error", "output", "").tail()).isEqualTo("error");
        assertThat(ExitEvidence.of(134, "error", BANNER, "").tail()).isEqualTo("error\n" + BANNER);
    }
}
