package dev.taskpool.internal.supervise;

import dev.taskpool.Outcome;
import dev.taskpool.TaskOptions;
import dev.taskpool.TaskSerializationException;
import dev.taskpool.internal.config.PoolSettings.Chunking;
import dev.taskpool.internal.schedule.CallSpec;
import dev.taskpool.internal.schedule.RetryRules;
import dev.taskpool.internal.supervise.Admission.Terms;
import dev.taskpool.spi.CallInfo;
import dev.taskpool.spi.Codec;
import dev.taskpool.spi.Items;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Takes calls in: writes functions and items in the caller's thread and hands them to the supervisor. */
final class Intake {
    /** A pause before a retry is lengthened by up to so much. */
    private static final int JITTER_PERCENT = 20;

    /** What a function of nothing is given. */
    private static final @Nullable Object NO_ITEM = null;

    private final PoolCore core;

    /** Kept while a caller waits, so that a pool is not taken for forgotten. */
    private final Object lease;

    Intake(PoolCore core, Object lease) {
        this.core = core;
        this.lease = lease;
    }

    /** One run of a function. */
    <R> PoolFuture<R> single(Object function, @Nullable Object item, TaskOptions options) {
        return single(function, item, options, Terms.WAITING);
    }

    private <R> PoolFuture<R> single(Object function, @Nullable Object item, TaskOptions options, Terms terms) {
        core.checkOpen();
        long id = core.nextCallId();
        PoolFuture<R> result = cancelling(core, id);
        Codec codec = core.codec();
        try {
            Items encoded = codec.encodeFunction(function);
            Codec.ItemWriter writer = codec.writer();
            writer.add(item);
            Items row = writer.take();
            enter(encoded, row, terms);
            OpenCall call =
                    open(new Shape(id, true, true, false, 0), encoded, options, new SingleCollector<>(result, codec));
            result.isOf(call);
            submit(call, row);
        } catch (TaskSerializationException e) {
            result.fail(e);
        }
        return result;
    }

    private void submit(OpenCall call, Items row) {
        try {
            core.submit(new SupervisorRequest.Submit(call, row, true));
        } catch (RejectedExecutionException e) {
            core.codec().discard(call.info.function());
            core.codec().discard(row);
            throw e;
        }
    }

    private void enter(Items function, Items row, Terms terms) {
        if (!core.admission().limited()) {
            return;
        }
        try {
            core.admission().enter(row.size(), core.weight(function) + core.weight(row), terms);
        } catch (RuntimeException e) {
            core.codec().discard(function);
            core.codec().discard(row);
            throw e;
        } finally {
            Reference.reachabilityFence(lease);
        }
    }

    <R> PoolFuture<R> single(Object function, TaskOptions options) {
        return single(function, NO_ITEM, options);
    }

    /** One run of a function, refused where it would have to wait. */
    <R> PoolFuture<R> singleAtOnce(Object function, TaskOptions options) {
        return single(function, NO_ITEM, options, Terms.NOT_WAITING);
    }

    /** A function over many items, all or nothing. */
    <R> PoolFuture<List<R>> many(Object function, Iterable<?> items, int chunkSize, TaskOptions options) {
        core.checkOpen();
        long id = core.nextCallId();
        PoolFuture<List<R>> result = cancelling(core, id);
        int expected = items instanceof Collection<?> all ? all.size() : 0;
        var collector = new ListCollector<>(result, core.codec(), failingFast(core, id), expected);
        try {
            feed(new Shape(id, false, true, false, chunkSize), function, items, options, collector, result);
        } catch (TaskSerializationException e) {
            result.fail(e);
        }
        return result;
    }

    /** Holds the core alone: who holds a result need not hold the pool. */
    private static <R> PoolFuture<R> cancelling(PoolCore core, long callId) {
        return new PoolFuture<>(stop -> core.tell(new SupervisorRequest.Cancel(callId, stop)));
    }

    private static Runnable failingFast(PoolCore core, long callId) {
        return () -> {
            core.tell(new SupervisorRequest.FailFast(callId));
            if (core.admission().limited()) {
                core.admission().recheck(); // the rest of its input may be waiting for room
            }
        };
    }

    /** A function over many items, each with its own outcome. */
    <R> PoolFuture<List<Outcome<R>>> settled(Object function, Iterable<?> items, int chunkSize, TaskOptions options) {
        core.checkOpen();
        long id = core.nextCallId();
        PoolFuture<List<Outcome<R>>> result = cancelling(core, id);
        var collector = new SettledCollector<>(result, core.codec());
        feed(new Shape(id, false, false, false, chunkSize), function, items, options, collector, result);
        return result;
    }

    /** A function over items that are read as results are consumed. */
    <R> ImapIterator<R> lazy(Object function, Iterable<?> items, int chunkSize, boolean ordered, TaskOptions options) {
        core.checkOpen();
        long id = core.nextCallId();
        var parking = new ImapIterator.Parking(core.codec(), ordered, core::whyNotRun);
        boolean one = chunkSize == 0 && core.settings().chunking() == Chunking.FIXED; // as CPython's imap
        var shape = new Shape(id, false, false, true, one ? 1 : chunkSize);
        Items encoded = core.codec().encodeFunction(function);
        core.submit(new SupervisorRequest.Submit(open(shape, encoded, options, parking), null, false));
        var lookahead =
                new Lookahead(core.settings().imapLookahead(), core.settings().workers(), shape.chunkSize());
        var segments = new Segments(core, id, shape.chunkSize());
        var results = new ImapIterator<R>(core, id, parking, lookahead, items.iterator(), segments, lease);
        results.begin();
        return results;
    }

    /** What kind of call it is; a chunk size of 0 leaves it to the schedule. */
    record Shape(long id, boolean single, boolean failFast, boolean lazy, int chunkSize) {
        Shape chunks(int size) {
            return new Shape(id, single, failFast, lazy, size);
        }
    }

    OpenCall open(Shape shape, Items function, TaskOptions options, Collector collector) {
        var info = new CallInfo(
                shape.id(),
                function,
                options.name(),
                shape.single(),
                shape.chunkSize() == 0,
                options.timeout().map(Intake::nanos).orElse(0L),
                options.retryOn().stream().map(Class::getName).toList());
        var spec = new CallSpec(
                shape.id(),
                shape.failFast(),
                shape.lazy(),
                shape.chunkSize(),
                shape.single(),
                options.priority(),
                new RetryRules(
                        options.retries(),
                        options.retriesAfterFailure(),
                        options.retriesAfterCrash(),
                        options.retriesAfterOutOfMemory(),
                        core.settings().quarantineAfter().orElse(Integer.MAX_VALUE),
                        nanos(options.backoff()),
                        JITTER_PERCENT));
        return new OpenCall(
                spec,
                info,
                collector,
                core.codec(),
                core.admission(),
                core.threads().results());
    }

    private static long nanos(Duration duration) {
        return TimeUnit.NANOSECONDS.convert(duration);
    }

    private void feed(
            Shape shape,
            Object function,
            Iterable<?> items,
            TaskOptions options,
            Collector collector,
            PoolFuture<?> result) {
        Items encoded = core.codec().encodeFunction(function);
        boolean fixed = shape.chunkSize() == 0 && core.settings().chunking() == Chunking.FIXED;
        boolean atOnce = core.admission().rejects();
        var segments = new Segments(core, shape.id(), shape.chunkSize());
        boolean begun = false;
        core.place().enterInput();
        try {
            for (Object item : items) {
                segments.add(item);
                if (atOnce) {
                    segments.checkWhole();
                } else if (segments.full() && !fixed) {
                    begun = begun || begin(open(shape, encoded, options, collector), result);
                    segments.sendAll(collector);
                }
                if (!collector.wantsMore()) {
                    break;
                }
            }
            if (segments.added() > 0) {
                Shape cut = fixed ? shape.chunks(fixedChunk(segments.added())) : shape;
                segments.chunks(cut.chunkSize());
                if (atOnce) {
                    segments.enterWhole(Terms.WAITING);
                }
                begun = begun || begin(open(cut, encoded, options, collector), result);
                if (!segments.sendAll(collector)) {
                    segments.discard();
                }
                core.tell(new SupervisorRequest.EndInput(shape.id()));
                return;
            }
        } catch (RuntimeException | Error e) {
            segments.discard();
            if (begun) {
                boolean interrupted = Thread.currentThread().isInterrupted();
                core.tell(new SupervisorRequest.Cancel(shape.id(), interrupted)); // as when it waits for the result
            } else {
                core.codec().discard(encoded);
            }
            throw e;
        } finally {
            core.place().leaveInput();
            Reference.reachabilityFence(lease);
        }
        core.codec().discard(encoded);
        collector.ended(null); // nothing to do: no worker is asked
    }

    private boolean begin(OpenCall call, PoolFuture<?> result) {
        result.isOf(call);
        core.submit(new SupervisorRequest.Submit(call, null, false));
        return true;
    }

    /** CPython's formula, pool.py: a quarter of each worker's share, rounded up. */
    private int fixedChunk(int count) {
        int shares = core.settings().workers() * 4;
        return Math.max(1, (count + shares - 1) / shares);
    }
}
