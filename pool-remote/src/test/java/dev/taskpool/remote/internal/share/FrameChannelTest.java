package dev.taskpool.remote.internal.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FrameChannelTest {
    private static final int LARGEST = 4 << 20;
    private static final int MOST = 1 << 20;

    private final List<Frame> read = new ArrayList<>();

    @TempDir
    private Path folder;

    private SocketChannel theirs;
    private SocketChannel ours;
    private FrameChannel sender;
    private FrameChannel reader;

    @BeforeEach
    void connect() throws IOException {
        var address = UnixDomainSocketAddress.of(folder.resolve("socket"));
        try (ServerSocketChannel door = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            door.bind(address);
            theirs = SocketChannel.open(address);
            ours = door.accept();
        }
        theirs.configureBlocking(false);
        ours.configureBlocking(false);
        sender = new FrameChannel(theirs, LARGEST);
        reader = new FrameChannel(ours, LARGEST);
    }

    @AfterEach
    void disconnect() {
        sender.close();
        reader.close();
    }

    private static Frame frame(int number, int... sizes) {
        var random = new Random(number);
        var parts = new ArrayList<byte[]>();
        for (int size : sizes) {
            byte[] part = new byte[size];
            random.nextBytes(part);
            parts.add(part);
        }
        return Frame.ask(number, 7, Verb.PUT, -number, parts);
    }

    private static boolean isSame(Frame a, Frame b) {
        return a.request() == b.request()
                && a.object() == b.object()
                && a.verb() == b.verb()
                && a.number() == b.number()
                && Arrays.deepEquals(a.parts().toArray(), b.parts().toArray());
    }

    @Test
    void frames_ofAllSizes_comeWholeAndInOrder() throws Exception {
        List<Frame> sent = List.of(
                frame(1),
                frame(2, 0),
                frame(3, 10, 0, 20),
                frame(4, 70_000),
                frame(5, 65_495),
                frame(6, 3_000_000, 1),
                frame(7, 1),
                frame(8, 200_000, 200_000));
        long mark = 0;
        for (Frame frame : sent) {
            mark = sender.add(frame);
        }
        while (read.size() < sent.size()) {
            sender.flush();
            reader.read(MOST, read::add);
        }

        assertThat(sender.isSent(mark)).isTrue();
        assertThat(sender.awaitSent(mark)).isTrue();
        for (int i = 0; i < sent.size(); i++) {
            assertThat(isSame(read.get(i), sent.get(i))).as("frame " + i).isTrue();
        }
        assertThat(read).extracting(Frame::stamp).isSorted();
    }

    @ParameterizedTest
    @ValueSource(ints = {LARGEST + 1, Integer.MAX_VALUE, -1})
    void length_thatLies_isRefusedBeforeRoomIsMade(int length) throws Exception {
        theirs.write(ByteBuffer.allocate(4).putInt(length).flip());

        assertThatThrownBy(() -> reader.read(MOST, read::add))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a frame of " + length + " bytes");
    }

    @Test
    void damagedFrames_areRefusedOrRead_andNothingElse() throws Exception {
        ByteBuffer whole = ByteBuffer.allocate(1000);
        frame(1, 5, 6, 7).write(whole, 9);
        whole.flip().getInt();
        byte[] bytes = new byte[whole.remaining()];
        whole.get(bytes);
        var random = new Random(4711);
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = bytes.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            int length = random.nextInt(4) == 0 ? random.nextInt(damaged.length) : damaged.length;
            try {
                Frame.read(ByteBuffer.wrap(damaged, 0, length));
            } catch (IOException e) {
                assertThat(e).hasMessageStartingWith("malformed frame: ");
            }
        }
    }

    @Test
    void awaitSent_afterTheClose_doesNotWait() throws Exception {
        long mark = sender.add(frame(1, 10));
        sender.close();

        assertThat(sender.awaitSent(mark)).isFalse();
    }
}
