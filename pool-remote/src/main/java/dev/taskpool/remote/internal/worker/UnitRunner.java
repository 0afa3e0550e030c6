package dev.taskpool.remote.internal.worker;

import dev.taskpool.remote.internal.wire.StatusPage;
import dev.taskpool.remote.internal.worker.Functions.Known;
import dev.taskpool.remote.internal.worker.Functions.Loaded;
import dev.taskpool.remote.internal.worker.Functions.Unreadable;
import dev.taskpool.spi.CallInfo;
import dev.taskpool.spi.WorkQueue;
import dev.taskpool.spi.WorkUnit;
import dev.taskpool.spi.WorkerEvent.Stage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs what is left of a unit, item by item. For the task thread.
 *
 * <p>The function is read after the unit's first item has begun: so that item is to blame if reading it kills this
 * process, and the call cannot end meanwhile.
 */
final class UnitRunner {
    private final StatusPage page;
    private final Pace pace;
    private final Desk desk;
    private final ItemContext.Factory contexts;
    private final Functions functions;
    private final Payloads payloads;
    private final ItemRunner items;
    private final Reporter reporter;
    private final Consumer<ItemContext> began;

    /**
     * A runner for any number of units.
     *
     * @param began told of each item before it is run
     */
    UnitRunner(
            StatusPage page,
            Pace pace,
            Desk desk,
            ItemContext.Factory contexts,
            Functions functions,
            Payloads payloads,
            ItemRunner items,
            Reporter reporter,
            Consumer<ItemContext> began) {
        this.page = page;
        this.pace = pace;
        this.desk = desk;
        this.contexts = contexts;
        this.functions = functions;
        this.payloads = payloads;
        this.items = items;
        this.reporter = reporter;
        this.began = began;
    }

    void run(WorkQueue.Held held) {
        ItemContext context = begin(held);
        if (context == null) {
            return;
        }
        try {
            CallInfo call = held.unit().call();
            Loaded function = functions.known(call);
            if (function == null) {
                note(context, Stage.READING_FUNCTION, context.begunNanos());
                function = functions.read(call, payloads);
                run(context, function, System.nanoTime()); // the reading is no part of the item
                context = begin(held);
            }
            for (; context != null; context = begin(held)) {
                run(context, function, context.begunNanos());
            }
        } finally {
            page.idle();
        }
        reporter.unitEnded();
    }

    private @Nullable ItemContext begin(WorkQueue.Held held) {
        pace.await();
        return desk.begin(held, contexts);
    }

    private void run(ItemContext context, Loaded loaded, long begunNanos) {
        WorkUnit unit = context.unit();
        if (loaded instanceof Known known) {
            note(context, Stage.READING_ITEM, begunNanos);
            began.accept(context);
            items.run(context, known.function(), begunNanos);
        } else if (loaded instanceof Unreadable unreadable) {
            desk.end();
            reporter.failure(unit, context.offset(), 0, unreadable.failure());
        }
    }

    /** An interrupt while the parent holds this process was meant for an item that has ended. */
    private void note(ItemContext context, Stage stage, long begunNanos) {
        boolean noted = false;
        while (!noted) {
            try {
                page.begin(context.unit().id(), context.offset(), stage, begunNanos);
                noted = true;
            } catch (InterruptedException e) {
                noted = false;
            }
        }
    }
}
