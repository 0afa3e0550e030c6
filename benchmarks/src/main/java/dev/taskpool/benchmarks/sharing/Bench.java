package dev.taskpool.benchmarks.sharing;

import dev.taskpool.AsyncResult;
import dev.taskpool.Task;
import dev.taskpool.TaskAction;
import dev.taskpool.TaskPool;
import dev.taskpool.sync.Manager;
import dev.taskpool.sync.SharedBarrier;
import java.util.stream.DoubleStream;

/**
 * Where it is measured: in two child JVMs, with objects of a manager here.
 *
 * @param plan how much is measured
 * @param pool its workers are the child JVMs
 * @param manager makes the objects
 */
record Bench(Plan plan, TaskPool pool, Manager manager) {
    /** The nanoseconds of a child's work while the other child does its part, both beginning together. */
    double once(TaskAction other, TaskAction counting) {
        SharedBarrier start = manager.barrier(2);
        AsyncResult<Void> helper = pool.runAsync(() -> {
            start.await();
            other.run();
        });
        long nanos = pool.apply(() -> {
            start.await();
            return timed(counting);
        });
        helper.join();
        return nanos;
    }

    /** The nanoseconds of what one child does. */
    double[] alone(TaskAction work) {
        return runs(() -> (double) pool.apply(() -> timed(work)));
    }

    private static long timed(TaskAction work) throws Exception {
        long begun = System.nanoTime();
        work.run();
        return System.nanoTime() - begun;
    }

    /** The results of the runs that count. */
    double[] runs(Task<Double> run) {
        double[] results = new double[plan.runs()];
        try {
            for (int i = -plan.warmUps(); i < results.length; i++) {
                results[Math.max(0, i)] = run.call();
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return results;
    }

    /** So many a second. */
    static double[] perSecond(double many, double[] nanos) {
        return DoubleStream.of(nanos).map(each -> many * 1e9 / each).toArray();
    }

    /** What one of so many took, in units of so many nanoseconds. */
    static double[] each(double many, double unitNanos, double[] nanos) {
        return DoubleStream.of(nanos).map(all -> all / many / unitNanos).toArray();
    }
}
