package dev.taskpool.remote.internal.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.taskpool.remote.internal.secure.PoolIdentity;
import dev.taskpool.remote.internal.wire.FromWorker;
import dev.taskpool.remote.internal.wire.ToWorker;
import dev.taskpool.remote.internal.wire.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.Kill;
import org.apache.pekko.actor.PoisonPill;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LinkTest {
    private static final Duration SOON = Duration.ofSeconds(150);

    private final List<ActorSystem<?>> systems = new ArrayList<>();
    private final PoolIdentity identity = PoolIdentity.create();

    /** A system whose first actor keeps what it is told. */
    private final class End {
        final Queue<Wire> heard = new ConcurrentLinkedQueue<>();
        final ActorSystem<Wire> system;
        final String self;

        End(String name, PoolIdentity identity) {
            long begin = System.nanoTime();
            system = Link.start(keeping(), name, LinkSettings.defaults(), identity);
            System.out.printf("%s: bound after %.0f ms%n", name, (System.nanoTime() - begin) / 1e6);
            systems.add(system);
            self = ActorRefResolver.get(system).toSerializationFormat(system);
        }

        private Behavior<Wire> keeping() {
            return Behaviors.receiveMessage(message -> {
                heard.add(message);
                return Behaviors.same();
            });
        }

        ActorRef<Wire> reach(End other) {
            return ActorRefResolver.get(system).resolveActorRef(other.self);
        }

        int port() {
            return system.address().getPort().orElseThrow();
        }
    }

    @AfterEach
    void terminate_theSystems_leavesNoThreadAndNoPort() throws Exception {
        long begin = System.nanoTime();
        systems.forEach(ActorSystem::terminate);
        for (ActorSystem<?> system : systems) {
            system.getWhenTerminated().toCompletableFuture().get(150, TimeUnit.SECONDS);
        }
        System.out.printf("%d systems ended after %.0f ms%n", systems.size(), (System.nanoTime() - begin) / 1e6);
        for (ActorSystem<?> system : systems) {
            await().atMost(SOON).until(() -> threadsOf(system.name()).isEmpty());
            assertThat(accepts(
                            InetAddress.getLoopbackAddress(),
                            system.address().getPort().orElseThrow()))
                    .isFalse();
        }
    }

    @Test
    void start_twoEndsOfOnePool_exchangeMessages() {
        End left = new End("left", identity);
        End right = new End("right", PoolIdentity.fromBytes(identity.toBytes()));

        for (int i = 0; i < 1000; i++) {
            left.reach(right).tell(new ToWorker.Ping(i));
            right.reach(left).tell(new ToWorker.Ping(-i));
        }

        await().atMost(SOON).until(() -> right.heard.size() == 1000 && left.heard.size() == 1000);
        assertThat(right.heard).first().isEqualTo(new ToWorker.Ping(0));
        assertThat(right.heard).last().isEqualTo(new ToWorker.Ping(999));
        assertThat(threadsOf("left"))
                .as("one dispatcher of two, timer, selector, look-up")
                .hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void start_endOfAnotherPool_isNotHeardAndHearsNothing() {
        End left = new End("left", identity);
        End right = new End("right", identity);
        End stranger = new End("stranger", PoolIdentity.create());

        stranger.reach(left).tell(new ToWorker.Leave());
        left.reach(stranger).tell(new ToWorker.Leave());
        exchange(left, right);

        for (int i = 0; i < 3; i++) {
            stranger.reach(left).tell(new ToWorker.Leave());
            exchange(left, right);
        }
        assertThat(left.heard).doesNotContain(new ToWorker.Leave());
        assertThat(stranger.heard).isEmpty();
    }

    @Test
    void start_strangersWriteGarbage_harmNothing() throws Exception {
        End left = new End("left", identity);
        End right = new End("right", identity);
        exchange(left, right);

        var open = new ArrayList<Socket>();
        for (int i = 0; i < 200; i++) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), left.port());
            socket.getOutputStream()
                    .write("AKKA\0 GET / HTTP/1.1\r\n\r\n".repeat(i + 1).getBytes(StandardCharsets.US_ASCII));
            socket.setSoTimeout(30_000);
            open.add(socket);
        }
        for (Socket socket : open) {
            assertThat(answer(socket)).as("a TLS alert at most").hasSizeLessThanOrEqualTo(7);
            socket.close();
        }
        exchange(left, right);
    }

    @Test
    void start_silentStranger_harmsNothing() throws Exception {
        End left = new End("left", identity);
        End right = new End("right", identity);
        try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), left.port())) {
            exchange(left, right);
            assertThat(silent.isConnected()).isTrue();
        }
        exchange(left, right);
    }

    @Test
    void start_peerSendsAPoisonPillOrKill_hasNoEffect() {
        End left = new End("left", identity);
        End right = new End("right", identity);
        exchange(left, right);

        var classic = Adapter.toClassic(left.reach(right));
        classic.tell(PoisonPill.getInstance(), classic);
        classic.tell(Kill.getInstance(), classic);

        exchange(left, right);
        assertThat(right.system.getWhenTerminated().toCompletableFuture()).isNotDone();
    }

    @Test
    void tell_messageOfAlmostAFrame_arrives() {
        End left = new End("left", identity);
        End right = new End("right", identity);
        var large = new FromWorker.InitializerFailed(new byte[(1 << 20) - 4096]);

        left.reach(right).tell(large);

        await().atMost(SOON).until(() -> right.heard.size() == 1);
        assertThat(((FromWorker.InitializerFailed) right.heard.element()).failure())
                .isEqualTo(large.failure());
    }

    @Test
    void tell_messageBeyondAFrame_isDroppedAndTheNextArrives() {
        End left = new End("left", identity);
        End right = new End("right", identity);

        left.reach(right).tell(new FromWorker.InitializerFailed(new byte[1 << 20]));

        exchange(left, right);
    }

    @Test
    void forget_peerThatEnded_otherPeersGoOn() throws Exception {
        End left = new End("left", identity);
        End right = new End("right", identity);
        End gone = new End("gone", identity);
        exchange(left, gone);
        gone.system.terminate();
        gone.system.getWhenTerminated().toCompletableFuture().get(150, TimeUnit.SECONDS);

        Peers.forget(left.system, left.reach(gone));
        Peers.forget(left.system, left.reach(gone));
        Peers.forget(left.system, left.system);

        exchange(left, right);
        assertThat(left.system.getWhenTerminated().toCompletableFuture()).isNotDone();
    }

    @Test
    void forget_peerThatIsAlive_isNotTalkedToAnyMore() {
        End left = new End("left", identity);
        End right = new End("right", identity);
        End dropped = new End("dropped", identity);
        exchange(left, dropped);

        Peers.forget(left.system, left.reach(dropped));
        left.reach(dropped).tell(new ToWorker.Leave());

        exchange(left, right);
        assertThat(dropped.heard).doesNotContain(new ToWorker.Leave());
    }

    @Test
    void start_port_isOpenOnTheLoopbackInterfaceOnly() throws Exception {
        End left = new End("left", identity);

        assertThat(accepts(InetAddress.getLoopbackAddress(), left.port())).isTrue();
        for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            for (InetAddress address : Collections.list(network.getInetAddresses())) {
                boolean expected = address.equals(InetAddress.getLoopbackAddress());
                assertThat(accepts(address, left.port())).as(address.toString()).isEqualTo(expected);
            }
        }
    }

    private void exchange(End left, End right) {
        left.heard.clear();
        right.heard.clear();
        left.reach(right).tell(new ToWorker.Ping(1));
        right.reach(left).tell(new ToWorker.Ping(2));
        await().atMost(SOON)
                .until(() -> right.heard.contains(new ToWorker.Ping(1)) && left.heard.contains(new ToWorker.Ping(2)));
    }

    private static byte[] answer(Socket socket) {
        try {
            return socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            return new byte[0]; // reset: no answer at all
        }
    }

    private static boolean accepts(InetAddress address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), 2_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static List<String> threadsOf(String system) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith(system + "-"))
                .sorted()
                .toList();
    }
}
