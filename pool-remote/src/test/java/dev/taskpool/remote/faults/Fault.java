package dev.taskpool.remote.faults;

import java.util.Locale;

/** A harm that code in a worker may do, by mistake or not. Each is done to the worker alone and spares the machine. */
enum Fault {
    THROW("throws an exception", Effect.THROWS, "IllegalStateException", Harm::throwException),
    THROW_ERROR("throws an `Error`", Effect.THROWS, "AssertionError", Harm::throwError),
    STACK_OVERFLOW("overflows its stack", Effect.THROWS, "StackOverflowError", Harm::overflowStack),
    OOM_HEAP("out of memory: heap", Effect.DIES, "OUT_OF_MEMORY 3", Exhaustion::heap),
    OOM_METASPACE("out of memory: metaspace", Effect.DIES, "OUT_OF_MEMORY 3", Exhaustion::metaspace),
    OOM_DIRECT("out of memory: direct buffers", Effect.THROWS, "OutOfMemoryError", Exhaustion::directMemory),
    EXIT_0("`System.exit(0)`", Effect.DIES, "EXITED 0", () -> System.exit(0)),
    EXIT_3("`System.exit(3)`", Effect.DIES, "EXITED 3", () -> System.exit(3)),
    HALT(
            "`Runtime.halt(7)`",
            Effect.DIES,
            "EXITED 7",
            () -> Runtime.getRuntime().halt(7)),
    SIGKILL("`kill -9`", Effect.DIES, "SIGNAL 137", () -> Harm.signal("KILL")),
    SIGTERM("SIGTERM", Effect.DIES, "SIGNAL 143", () -> Harm.signal("TERM")),
    SIGSTOP("SIGSTOP (frozen)", Effect.FREEZES, "UNREACHABLE", () -> Harm.signal("STOP")),
    NATIVE_CRASH("crashes in native code", Effect.DIES, "SIGNAL 134", Harm::crash),
    ENDLESS_LOOP("endless loop", Effect.HANGS, "", Harm::loop),
    DEADLOCK("deadlock", Effect.HANGS, "", Harm::deadlock),
    ENDLESS_GC("endless garbage collection", Effect.HANGS, "", Exhaustion::endlessCollection),
    HUGE_OUTPUT("64 MB on stdout and stderr", Effect.PASSES, "", Harm::print),
    CLOSED_STREAMS("closes `System.in`, `out`, `err`", Effect.PASSES, "", Harm::closeStreams),
    REPLACED_STREAMS("replaces them by ones that throw", Effect.PASSES, "", Harm::replaceStreams),
    INTERRUPT(
            "interrupts its own thread",
            Effect.PASSES,
            "",
            () -> Thread.currentThread().interrupt()),
    LEFT_THREADS("leaves threads behind", Effect.PASSES, "", Harm::leaveThreads),
    LEFT_PROCESSES("leaves processes behind", Effect.PASSES, "", Harm::leaveProcesses),
    NO_DESCRIPTORS("uses up its file descriptors", Effect.THROWS, "FileNotFoundException", Exhaustion::descriptors),
    FULL_FOLDER("fills its temporary folder", Effect.THROWS, "IOException", Exhaustion::temporaryFolder);

    /** What a harm does to the code that does it. */
    enum Effect {
        /** It ends with an exception; the worker lives. */
        THROWS,
        /** The worker dies. */
        DIES,
        /** The worker lives, and does nothing any more. */
        FREEZES,
        /** It never ends; the worker lives. */
        HANGS,
        /** It ends, and all is well as far as it can see. */
        PASSES
    }

    @FunctionalInterface
    private interface Deed {
        void run() throws Exception;
    }

    private final String words;
    private final Effect effect;
    private final String evidence;

    @SuppressWarnings("ImmutableEnumChecker") // functions without a state
    private final Deed deed;

    Fault(String words, Effect effect, String evidence, Deed deed) {
        this.words = words;
        this.effect = effect;
        this.evidence = evidence;
        this.deed = deed;
    }

    /** For people. */
    String words() {
        return words;
    }

    Effect effect() {
        return effect;
    }

    /** What is thrown, or what the worker is seen to die of. */
    String evidence() {
        return evidence;
    }

    /** Does the harm, in the process and thread that call this. */
    void inflict() throws Exception {
        deed.run();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
