package dev.taskpool.remote.internal.link;

import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.remote.RemoteActorRefProvider;
import org.apache.pekko.remote.artery.ArteryTransport;
import org.apache.pekko.remote.artery.Association;

/** Tells the remoting that a process has ended, which it cannot know and would go on calling for weeks. */
public final class Peers {
    private Peers() {}

    /**
     * Gives up the connections to a process that has ended, and what is kept for it. To be called once for each child
     * that was heard of, after its last message was taken; messages to it are dropped from then on. Does not block. Any
     * thread; may be called again, and for a process that was never reached.
     *
     * @param system the system on this side
     * @param peer an actor of the process
     */
    public static void forget(ActorSystem<?> system, ActorRef<?> peer) {
        Address address = peer.path().address();
        var classic = (ExtendedActorSystem) Adapter.toClassic(system);
        if (!address.hasGlobalScope() || !(classic.provider() instanceof RemoteActorRefProvider remoting)) {
            return; // an actor of this very process
        }
        Association association = ((ArteryTransport) remoting.transport()).association(address);
        var unique = association.associationState().uniqueRemoteAddress();
        if (unique.isDefined()) {
            association.quarantine("the process has ended", unique.map(it -> it.uid()), true);
        }
    }
}
