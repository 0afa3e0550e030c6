package dev.taskpool.internal.supervise;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that read results: the pool's own, beside callers' threads that wait for a result and read it themselves.
 * What a caller's thread has taken on is counted here, so that the pool does not end under it. Thread-safe.
 */
final class ResultThreads implements Executor {
    private static final int MAX_THREADS = 4;
    private static final int ALL_LOANS = Integer.MAX_VALUE;

    private final ThreadPoolExecutor own;
    private final Semaphore loans = new Semaphore(ALL_LOANS);

    ResultThreads(ThreadFactory factory) {
        int threads = Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors());
        this.own = new ThreadPoolExecutor(threads, threads, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
    }

    @Override
    public void execute(Runnable reading) {
        own.execute(reading);
    }

    /** Whether a caller's thread may read now; if so, {@link #returned} is to follow. */
    boolean lend() {
        return loans.tryAcquire();
    }

    /** A caller's thread has read what it took on. */
    void returned() {
        loans.release();
    }

    /** Whether no result is being read, nor waits for it. */
    boolean idle() {
        return loans.availablePermits() == ALL_LOANS && own.getQueue().isEmpty() && own.getActiveCount() == 0;
    }

    /**
     * Ends the pool's own threads once everything is read; lends nothing more.
     *
     * @return whether the time was enough; if not, readers are interrupted
     * @throws InterruptedException if the waiting thread is interrupted
     */
    boolean end(long seconds) throws InterruptedException {
        boolean returned = loans.tryAcquire(ALL_LOANS, seconds, TimeUnit.SECONDS);
        own.shutdown();
        boolean ended = own.awaitTermination(seconds, TimeUnit.SECONDS);
        if (!ended) {
            own.shutdownNow();
        }
        return returned && ended;
    }
}
