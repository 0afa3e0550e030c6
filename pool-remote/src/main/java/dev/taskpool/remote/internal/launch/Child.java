package dev.taskpool.remote.internal.launch;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/** A child process that was started. Thread-safe; every method but {@link #pid} and {@link #exit} may block. */
public interface Child {
    /**
     * Its process id.
     *
     * @return a number that the operating system may give again once it has ended
     */
    long pid();

    /**
     * Its end.
     *
     * @return completes once it is gone and what it wrote was read
     */
    CompletionStage<ExitEvidence> exit();

    /**
     * Ends it and its descendants.
     *
     * @param grace how long it may take to end by itself, zero to end it at once
     */
    void kill(Duration grace);

    /**
     * The memory it occupies.
     *
     * @return resident bytes; empty where that cannot be told
     */
    OptionalLong rssBytes();
}
