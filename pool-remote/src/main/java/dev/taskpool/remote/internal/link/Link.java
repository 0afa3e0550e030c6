package dev.taskpool.remote.internal.link;

import dev.taskpool.remote.internal.secure.PoolEngines;
import dev.taskpool.remote.internal.secure.PoolIdentity;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.setup.ActorSystemSetup;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.slf4j.LoggerFactory;

/** Starts the actor systems of a pool: one in the parent, one in each child, alike on both sides. */
public final class Link {
    private Link() {}

    /**
     * Starts an actor system that listens on a free port of the loopback interface, for processes of the same pool only.
     *
     * <p>Blocks until the port is bound. {@link ActorSystem#address()} then tells host and port, and {@code
     * ActorRefResolver.get(system).toSerializationFormat(ref)} gives the text by which a peer finds an actor.
     *
     * @param guardian the first actor
     * @param name the system's name: letters, digits and dashes
     * @param settings the link's
     * @param identity the pool's
     * @param <T> what the guardian understands
     * @return the system; whoever starts it terminates it
     * @throws org.apache.pekko.remote.RemoteTransportException if no port can be bound
     */
    public static <T> ActorSystem<T> start(
            Behavior<T> guardian, String name, LinkSettings settings, PoolIdentity identity) {
        LoggerFactory.getILoggerFactory(); // SLF4J warns when several threads are the first to use it at once
        BootstrapSetup bootstrap = BootstrapSetup.create(settings.pekko()).withClassloader(Link.class.getClassLoader());
        return ActorSystem.create(guardian, name, ActorSystemSetup.create(bootstrap, PoolEngines.setup(identity)));
    }
}
