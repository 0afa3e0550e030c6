package dev.taskpool.benchmarks.peers;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.concurrent.Callable;

/** What goes wrong, under the names of {@code faults_cpython.py}, in its order. */
enum Fault {
    RAISES("task raises", Fault::fail),
    UNSERIALIZABLE_RESULT("result cannot be pickled", () -> new Thread("never started")),
    UNREADABLE_EXCEPTION("exception cannot be unpickled", Fault::failUnreadably),
    OUT_OF_MEMORY("out of memory", Fault::hoard),
    SYSTEM_EXIT("`sys.exit(3)`", () -> exit(3)),
    HALT_0("`os._exit(0)`", () -> halt(0)),
    HALT_3("`os._exit(3)`", () -> halt(3)),
    KILL("kill -9", () -> signalSelf("KILL")),
    CRASH("SIGSEGV", () -> signalSelf("SEGV")),
    FREEZE("SIGSTOP", () -> signalSelf("STOP")),
    ENDLESS_LOOP("endless loop, time limit 2 s", Fault::spin),
    INITIALIZER("initializer throws", () -> 1);

    /** Runs in a worker. */
    interface Work extends Callable<Object>, Serializable {}

    /** An exception that can be written, but not read. */
    private static final class UnreadableException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private void readObject(ObjectInputStream in) throws IOException {
            throw new IOException("cannot be read");
        }
    }

    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // lambdas that capture nothing
    private final Work work;

    Fault(String label, Work work) {
        this.label = label;
        this.work = work;
    }

    String label() {
        return label;
    }

    Work work() {
        return work;
    }

    private static Object fail() {
        throw new IllegalStateException("the task fails");
    }

    private static Object failUnreadably() {
        throw new UnreadableException();
    }

    private static Object hoard() {
        Object[] hoard = {};
        while (true) {
            hoard = new Object[] {hoard, new byte[1 << 20]};
        }
    }

    private static Object exit(int code) {
        System.exit(code);
        return code;
    }

    private static Object halt(int code) {
        Runtime.getRuntime().halt(code);
        return code;
    }

    private static Object signalSelf(String name) throws IOException, InterruptedException {
        new ProcessBuilder(
                        "kill",
                        "-" + name,
                        Long.toString(ProcessHandle.current().pid()))
                .start()
                .waitFor();
        Thread.sleep(60_000);
        return 0;
    }

    private static Object spin() {
        while (true) {
            Thread.onSpinWait();
        }
    }
}
