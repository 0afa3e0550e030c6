package dev.taskpool.spi;

import com.typesafe.config.Config;
import java.util.List;
import org.apache.pekko.actor.setup.Setup;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;

/** Where the workers of one pool come from. Thread-safe. */
public interface WorkerSite extends AutoCloseable {
    /**
     * How values travel to these workers.
     *
     * @return the codec
     */
    Codec codec();

    /**
     * Settings for the pool's actor system, which win over all others.
     *
     * @return an overlay of {@code pekko.*} keys
     */
    Config systemConfig();

    /**
     * Further set-up of the pool's actor system.
     *
     * @return may be empty
     */
    List<Setup> systemSetups();

    /**
     * Makes the actor that fronts one worker, and starts that worker.
     *
     * @param workerId from 1, never used again
     * @param supervisor gets the worker's events
     * @return a behavior that ends after its {@link WorkerEvent.Gone}
     */
    Behavior<WorkerCommand> worker(int workerId, ActorRef<WorkerEvent> supervisor);

    /**
     * Whether a thread runs tasks of this site in this JVM. It is never made to wait for room in the pool, because its
     * own task may be what others wait for.
     *
     * @param thread any thread
     * @return false where tasks run in other JVMs
     */
    default boolean owns(Thread thread) {
        return false;
    }

    /** Frees everything; called once, when all workers are gone and the actor system has ended. */
    @Override
    void close();
}
