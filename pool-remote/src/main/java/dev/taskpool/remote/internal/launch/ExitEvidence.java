package dev.taskpool.remote.internal.launch;

import dev.taskpool.WorkerLostException.Reason;

/**
 * What a child left behind.
 *
 * @param exitCode 128+n for signal n
 * @param reason what it died of, as far as can be told
 * @param tail the last lines it wrote, and the head of its crash report if there is one
 */
public record ExitEvidence(int exitCode, Reason reason, String tail) {
    private static final String OUT_OF_MEMORY = "Terminating due to java.lang.OutOfMemoryError";
    private static final String NATIVE_OUT_OF_MEMORY = "There is insufficient memory for the Java Runtime Environment";
    private static final String CRASH = "A fatal error has been detected by the Java Runtime Environment";
    private static final int EXIT_ON_OUT_OF_MEMORY = 3;
    private static final int KILLED = 137;
    private static final int FIRST_SIGNAL = 129;
    private static final int LAST_SIGNAL = 159;

    /**
     * Draws the conclusion.
     *
     * @param exitCode as the operating system gave it
     * @param stderr its last lines
     * @param stdout its last lines, where some JVMs announce a crash
     * @param crashReport the head of its crash report, or an empty string
     * @param kernelKills whether the kernel has killed a process for want of memory meanwhile
     * @return the evidence
     */
    static ExitEvidence of(int exitCode, String stderr, String stdout, String crashReport, boolean kernelKills) {
        return new ExitEvidence(
                exitCode,
                reason(exitCode, stderr, stdout, crashReport, kernelKills),
                tail(exitCode, stderr, stdout, crashReport));
    }

    /** What was said by somebody who knows comes before what an exit code may mean. */
    private static Reason reason(int exitCode, String stderr, String stdout, String crashReport, boolean kernelKills) {
        boolean announced = stderr.contains(OUT_OF_MEMORY) || stdout.contains(OUT_OF_MEMORY);
        if (exitCode == EXIT_ON_OUT_OF_MEMORY && announced) {
            return Reason.OUT_OF_MEMORY;
        }
        if (exitCode != 0 && crashReport.contains(NATIVE_OUT_OF_MEMORY)) {
            return Reason.OUT_OF_MEMORY;
        }
        if (exitCode == KILLED && kernelKills) {
            return Reason.MEMORY_LIMIT;
        }
        if (exitCode >= FIRST_SIGNAL && exitCode <= LAST_SIGNAL) {
            return Reason.SIGNAL;
        }
        boolean crashed = !crashReport.isEmpty() || stdout.contains(CRASH) || stderr.contains(CRASH);
        return exitCode != 0 && crashed ? Reason.SIGNAL : Reason.EXITED;
    }

    /** Stdout is ordinary output, unless nothing else speaks or a crash was announced there. */
    private static String tail(int exitCode, String stderr, String stdout, String crashReport) {
        var tail = new StringBuilder(stderr);
        boolean silent = exitCode != 0 && stderr.isEmpty() && crashReport.isEmpty();
        if (!stdout.isEmpty() && (silent || (crashReport.isEmpty() && stdout.contains(CRASH)))) {
            append(tail, stdout);
        }
        append(tail, crashReport);
        return tail.toString();
    }

    private static void append(StringBuilder tail, String more) {
        if (!tail.isEmpty() && !more.isEmpty()) {
            tail.append('\n');
        }
        tail.append(more);
    }
}
