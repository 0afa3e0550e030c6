package dev.taskpool.internal.supervise;

import dev.taskpool.WorkerInfo;
import dev.taskpool.spi.WorkUnit;
import dev.taskpool.spi.WorkerCommand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/** A worker as the supervisor knows it: how to reach it, what is gathered for it, what is known of it. */
final class WorkerFace {
    final int id;
    private final ActorRef<WorkerCommand> actor;
    final Instant startedAt;
    private final List<WorkUnit> gathered = new ArrayList<>();
    long pid;
    String host = "";
    long rssBytes;
    long tasksDone;

    WorkerFace(int id, ActorRef<WorkerCommand> actor, Instant startedAt) {
        this.id = id;
        this.actor = actor;
        this.startedAt = startedAt;
    }

    void gather(WorkUnit unit) {
        gathered.add(unit);
    }

    void flush() {
        if (!gathered.isEmpty()) {
            actor.tell(new WorkerCommand.Run(List.copyOf(gathered)));
            gathered.clear();
        }
    }

    /** What was gathered goes first. */
    void tell(WorkerCommand command) {
        flush();
        actor.tell(command);
    }

    WorkerInfo info(WorkerInfo.State state, String currentTask) {
        return new WorkerInfo(id, pid, host, state, tasksDone, rssBytes, startedAt, currentTask);
    }
}
