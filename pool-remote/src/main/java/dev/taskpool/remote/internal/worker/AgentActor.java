package dev.taskpool.remote.internal.worker;

import dev.taskpool.remote.internal.wire.FromWorker;
import dev.taskpool.remote.internal.wire.ToWorker;
import dev.taskpool.spi.WorkQueue;
import dev.taskpool.spi.WorkUnit;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/**
 * What the parent talks to in a child: it answers at once, whatever the task thread is at.
 *
 * <p>Its protocol is {@link ToWorker}. It does not watch the parent; the {@link Lifeline} does.
 */
final class AgentActor extends AbstractBehavior<ToWorker> {
    /**
     * What the agent acts upon.
     *
     * @param queue gets the units
     * @param desk knows the item that runs
     * @param functions forgets what the parent no longer needs
     * @param chatter waits for the parent to read
     * @param outcomes waits for the parent to take them
     * @param leave ends this process; returns at once
     */
    record Child(
            WorkQueue queue,
            Desk desk,
            Functions functions,
            ChatterBuffer chatter,
            OutcomeWindow outcomes,
            Runnable leave) {}

    private final Consumer<FromWorker> parent;
    private final Child child;
    private final UnitAssembly assembly = new UnitAssembly();

    private AgentActor(ActorContext<ToWorker> context, Consumer<FromWorker> parent, Child child) {
        super(context);
        this.parent = parent;
        this.child = child;
    }

    /**
     * The agent, first actor of its system.
     *
     * @param parent gets the answers
     * @param child what the agent acts upon
     */
    static Behavior<ToWorker> create(Consumer<FromWorker> parent, Child child) {
        return Behaviors.setup(context -> new AgentActor(context, parent, child));
    }

    @Override
    public Receive<ToWorker> createReceive() {
        return newReceiveBuilder()
                .onMessage(ToWorker.Work.class, this::onWork)
                .onMessage(ToWorker.TakeBack.class, it -> onTakeBack())
                .onMessage(ToWorker.Drop.class, this::onDrop)
                .onMessage(ToWorker.Interrupt.class, this::onInterrupt)
                .onMessage(ToWorker.DumpThreads.class, it -> onDumpThreads())
                .onMessage(ToWorker.Forget.class, this::onForget)
                .onMessage(ToWorker.Ping.class, this::onPing)
                .onMessage(ToWorker.ChatterRead.class, it -> onChatterRead())
                .onMessage(ToWorker.OutcomesTaken.class, this::onOutcomesTaken)
                .onMessage(ToWorker.Leave.class, it -> onLeave())
                .build();
    }

    private Behavior<ToWorker> onWork(ToWorker.Work work) {
        for (ToWorker.Announced call : work.calls()) {
            assembly.hear(child.functions().told(call));
        }
        for (ToWorker.Part part : work.parts()) {
            WorkUnit unit = assembly.add(part);
            if (unit != null) {
                child.queue().add(unit);
            }
        }
        return this;
    }

    private Behavior<ToWorker> onTakeBack() {
        parent.accept(new FromWorker.GaveBack(child.queue().takeBack()));
        return this;
    }

    private Behavior<ToWorker> onDrop(ToWorker.Drop drop) {
        parent.accept(new FromWorker.Dropped(drop.callId(), child.desk().drop(drop.callId())));
        return this;
    }

    private Behavior<ToWorker> onInterrupt(ToWorker.Interrupt interrupt) {
        child.desk().interrupt(interrupt.unitId(), interrupt.offset());
        return this;
    }

    private Behavior<ToWorker> onDumpThreads() {
        parent.accept(new FromWorker.Threads(child.desk().threadDump()));
        return this;
    }

    private Behavior<ToWorker> onForget(ToWorker.Forget forget) {
        assembly.forget(forget.callId());
        child.functions().forget(forget.callId());
        return this;
    }

    private Behavior<ToWorker> onPing(ToWorker.Ping ping) {
        parent.accept(new FromWorker.Pong(ping.number()));
        return this;
    }

    private Behavior<ToWorker> onChatterRead() {
        child.chatter().read();
        return this;
    }

    private Behavior<ToWorker> onOutcomesTaken(ToWorker.OutcomesTaken taken) {
        child.outcomes().taken(taken.number());
        return this;
    }

    private Behavior<ToWorker> onLeave() {
        child.leave().run();
        return this;
    }
}
