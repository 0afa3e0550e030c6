package dev.taskpool;

import java.time.Instant;

/**
 * A worker as it was when the question was asked.
 *
 * @param id the worker's number, from 1; a replacement gets a new one
 * @param pid its process id, 0 before it is known; the pool's own for a thread
 * @param host where it runs
 * @param state what it is doing
 * @param tasksDone how many items it finished
 * @param rssBytes its resident memory in bytes, 0 where it is not known
 * @param startedAt when it was started
 * @param currentTask the name of the task it runs, or an empty string
 */
public record WorkerInfo(
        int id,
        long pid,
        String host,
        State state,
        long tasksDone,
        long rssBytes,
        Instant startedAt,
        String currentTask) {
    /** What a worker is doing. */
    public enum State {
        /** Its process was started and has not reported for work. */
        STARTING,
        /** It waits for work. */
        IDLE,
        /** It holds at least one task. */
        BUSY,
        /** It finishes what it holds and gets no more. */
        STOPPING,
        /** It is gone. */
        DEAD
    }
}
