package dev.taskpool.remote.internal.host;

import dev.taskpool.WorkerLostException.Reason;
import dev.taskpool.remote.internal.launch.ExitEvidence;
import dev.taskpool.remote.internal.launch.PageFile;
import dev.taskpool.remote.internal.wire.OutcomeLog;
import dev.taskpool.remote.internal.wire.SharedPage;
import dev.taskpool.remote.internal.wire.StatusPage.Running;
import dev.taskpool.spi.Codec;
import dev.taskpool.spi.Items;
import dev.taskpool.spi.WorkerEvent.Blame;
import dev.taskpool.spi.WorkerExit;
import dev.taskpool.spi.WorkerExit.Cause;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Concludes how a child ended, from why it was made to end and from what it left behind. */
final class Farewell {
    private static final Logger log = LoggerFactory.getLogger(HostActor.class);

    private Farewell() {}

    /**
     * How it ended.
     *
     * @param doom why it was made to end, or {@code null} if it ended by itself
     * @param wasReady whether it ever was ready for work
     * @param evidence what it left
     * @param pid its process id
     * @param threadDump what its threads were doing before, or an empty string
     * @param startFailure what its initializer failed with, or {@code null}
     */
    static WorkerExit exit(
            @Nullable Doom doom,
            boolean wasReady,
            ExitEvidence evidence,
            long pid,
            String threadDump,
            @Nullable Throwable startFailure) {
        Cause byItself = wasReady ? Cause.LOST : Cause.NOT_STARTED;
        Reason reason = doom != null && doom.unreachable() ? Reason.UNREACHABLE : evidence.reason();
        Throwable failure = startFailure == null && doom != null ? doom.failure() : startFailure;
        return new WorkerExit(
                doom == null ? byItself : doom.cause(),
                reason,
                evidence.exitCode(),
                pid,
                evidence.tail(),
                threadDump,
                failure);
    }

    /** How a child ended that never was a process. */
    static WorkerExit neverBorn(@Nullable Doom doom, Throwable failure) {
        return new WorkerExit(doom == null ? Cause.NOT_STARTED : doom.cause(), Reason.EXITED, -1, 0, "", "", failure);
    }

    /** Takes what a dead child left, and clears up the rest: the name of the page it shared, its files. Blocks. */
    static Fact.Inspected inspect(
            PageFile file, Codec codec, int worker, ExitEvidence evidence, @Nullable Throwable startFailure) {
        SharedPage page = file.page();
        try {
            List<OutcomeLog.Entry> kept = page.outcomes().read();
            codec.clearAfter(
                    worker,
                    kept.isEmpty()
                            ? null
                            : Items.Encoded.of(kept.get(kept.size() - 1).bytes()));
            return new Fact.Inspected(evidence, page.status().running(), kept, startFailure);
        } finally {
            file.unlink();
        }
    }

    static Fact.Inspected nothingFound(ExitEvidence evidence, Throwable failure) {
        log.warn("what a worker left cannot be read", failure);
        return new Fact.Inspected(evidence, null, List.of(), null);
    }

    static ExitEvidence noEvidence(Throwable failure) {
        log.warn("how a worker ended is not known", failure);
        return new ExitEvidence(-1, Reason.EXITED, "");
    }

    /** Writes the end into the log: a warning if nobody asked for it. */
    static void log(String pool, int worker, WorkerExit exit, @Nullable Doom doom) {
        boolean askedFor = exit.cause() != Cause.LOST && exit.cause() != Cause.NOT_STARTED;
        log.atLevel(askedFor ? Level.DEBUG : Level.WARN)
                .log(
                        "worker {} pool={} worker={} pid={} cause={} reason={} exitCode={} why={}",
                        askedFor ? "gone" : "lost",
                        pool,
                        worker,
                        exit.pid(),
                        exit.cause(),
                        exit.reason(),
                        exit.exitCode(),
                        doom == null ? "it ended by itself" : doom.why());
    }

    /** What it is to be blamed for: what it was ended for, or else what it was running, unless that is answered. */
    static @Nullable Blame blame(@Nullable Doom doom, @Nullable Running running, InFlight inFlight) {
        if (doom != null && doom.item() != null) {
            return doom.item();
        }
        if (running == null || !inFlight.isDue(running.unitId(), running.offset())) {
            return null;
        }
        return ItemWatch.blame(running);
    }
}
