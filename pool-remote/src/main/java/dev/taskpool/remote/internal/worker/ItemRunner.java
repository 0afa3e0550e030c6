package dev.taskpool.remote.internal.worker;

import dev.taskpool.TaskBiFunction;
import dev.taskpool.TaskConsumer;
import dev.taskpool.TaskFunction;
import dev.taskpool.remote.internal.wire.StatusPage;
import dev.taskpool.spi.CurrentTask;
import dev.taskpool.spi.Invocation;
import dev.taskpool.spi.WorkUnit;
import dev.taskpool.spi.WorkerEvent.Stage;
import org.jspecify.annotations.Nullable;

/** Runs one item: reads it, calls the function with it, and reports what came of it. For the task thread. */
final class ItemRunner {
    private final StatusPage page;
    private final Desk desk;
    private final Payloads payloads;
    private final Reporter reporter;
    private final @Nullable ClassLoader contextClassLoader =
            Thread.currentThread().getContextClassLoader();

    /** Made in the task thread, whose context class loader each item finds. */
    ItemRunner(StatusPage page, Desk desk, Payloads payloads, Reporter reporter) {
        this.page = page;
        this.desk = desk;
        this.payloads = payloads;
        this.reporter = reporter;
    }

    /** Runs an item that was noted in the page as being read since a moment. */
    void run(ItemContext context, Object function, long begunNanos) {
        WorkUnit unit = context.unit();
        int offset = context.offset();
        Object item;
        try {
            item = takesItem(function) ? payloads.readItem(unit.items(), offset) : null;
        } catch (Throwable t) {
            desk.end();
            reporter.failure(unit, offset, 0, t);
            return;
        }
        page.advance(unit.id(), offset, Stage.RUNNING);
        call(context, function, item, begunNanos);
    }

    private void call(ItemContext context, Object function, @Nullable Object item, long begunNanos) {
        Object result = null;
        Throwable thrown = null;
        CurrentTask.set(context);
        try {
            result = Invocation.call(function, item);
        } catch (Throwable t) {
            thrown = t;
        }
        long endedNanos = System.nanoTime();
        CurrentTask.set(null);
        desk.end();
        Thread.currentThread().setContextClassLoader(contextClassLoader);

        if (thrown == null) {
            reporter.value(context.unit(), context.offset(), begunNanos, endedNanos, result);
        } else {
            reporter.failure(context.unit(), context.offset(), endedNanos - begunNanos, thrown);
        }
    }

    /** What stands in the row of a task without an argument need not even be readable. */
    private static boolean takesItem(Object function) {
        return function instanceof TaskFunction<?, ?>
                || function instanceof TaskBiFunction<?, ?, ?>
                || function instanceof TaskConsumer<?>;
    }
}
