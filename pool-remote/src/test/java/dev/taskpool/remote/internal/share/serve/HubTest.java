package dev.taskpool.remote.internal.share.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.taskpool.remote.internal.share.Frame;
import dev.taskpool.remote.internal.share.FrameChannel;
import dev.taskpool.remote.internal.share.Verb;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What one client does is no other's trouble. */
@Timeout(60)
class HubTest {
    private final Hub hub = Hub.open("test");
    private final int semaphore = new HubObjects(hub).semaphore(1, 1).id();

    @AfterEach
    void close() {
        hub.close();
    }

    /** Talks to the hub by frames. */
    private final class Client implements AutoCloseable {
        private final SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX);
        private final FrameChannel frames;
        private final Deque<Frame> answers = new ArrayDeque<>();

        Client() throws IOException {
            socket.connect(UnixDomainSocketAddress.of(hub.address().socket()));
            socket.configureBlocking(false);
            frames = new FrameChannel(socket, Frame.MAX_BYTES);
            byte[] secret = hub.address().secret().getBytes(StandardCharsets.US_ASCII);
            assertThat(ask(0, Verb.HELLO, secret).verb()).isEqualTo(Verb.OK);
        }

        Frame ask(int object, Verb verb, byte[]... parts) throws IOException {
            frames.add(Frame.ask(1, object, verb, 0, List.of(parts)));
            assertThat(frames.flush()).isTrue();
            await().until(() -> {
                frames.read(1, answers::add);
                return !answers.isEmpty();
            });
            return answers.remove();
        }

        boolean isHungUpOn() throws IOException {
            try {
                frames.read(1, answers::add);
                return false;
            } catch (EOFException e) {
                return true;
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void frameForWhichThereIsNoMemory_endsItsSenderAlone() throws Exception {
        assertThat(Runtime.getRuntime().maxMemory()).isLessThan(Frame.MAX_BYTES);
        try (var greedy = new Client();
                var modest = new Client()) {
            greedy.socket.write(
                    ByteBuffer.allocate(8).putInt(Frame.MAX_BYTES).putInt(0).flip());
            await().until(greedy::isHungUpOn);
            assertThat(modest.ask(semaphore, Verb.ACQUIRE).verb()).isEqualTo(Verb.OK);
        }
    }

    @Test
    void malformedFrame_endsItsSenderAlone() throws Exception {
        try (var wild = new Client();
                var modest = new Client()) {
            wild.socket.write(ByteBuffer.allocate(8).putInt(4).putInt(-1).flip());
            await().until(wild::isHungUpOn);
            assertThat(modest.ask(semaphore, Verb.ACQUIRE).verb()).isEqualTo(Verb.OK);
        }
    }

    @Test
    void questionWithoutItsParts_isRefusedAlone() throws Exception {
        int queue = new HubObjects(hub).fifo(1, false).id();
        try (var client = new Client()) {
            assertThat(client.ask(queue, Verb.PUT).verb()).isEqualTo(Verb.FAILED);
            assertThat(client.ask(semaphore, Verb.ACQUIRE).verb()).isEqualTo(Verb.OK);
        }
    }
}
