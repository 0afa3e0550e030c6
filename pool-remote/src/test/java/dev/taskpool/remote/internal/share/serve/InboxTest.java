package dev.taskpool.remote.internal.share.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskpool.remote.internal.share.Frame;
import dev.taskpool.remote.internal.share.FrameChannel;
import dev.taskpool.remote.internal.share.Verb;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InboxTest {
    private final Inbox inbox = new Inbox(1 << 20);
    private final List<String> taken = new ArrayList<>();
    private final List<AutoCloseable> open = new ArrayList<>();

    @TempDir
    private Path folder;

    private Side a;
    private Side b;

    /** A process that sends, and how the hub sees it. */
    private record Side(Member member, FrameChannel channel) {
        void send(int number) throws IOException {
            var unused = channel.add(Frame.ask(0, member.id(), Verb.PUT, number, List.of()));
            assertThat(channel.flush()).isTrue();
        }
    }

    @BeforeEach
    void connect() throws IOException {
        a = side(1);
        b = side(2);
    }

    private Side side(int id) throws IOException {
        var address = UnixDomainSocketAddress.of(folder.resolve("socket" + id));
        try (ServerSocketChannel door = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            door.bind(address);
            SocketChannel theirs = SocketChannel.open(address);
            SocketChannel ours = door.accept();
            theirs.configureBlocking(false);
            ours.configureBlocking(false);
            open.addAll(List.of(theirs, ours));
            return new Side(new Member(id, new FrameChannel(ours, 1024)), new FrameChannel(theirs, 1024));
        }
    }

    @AfterEach
    void disconnect() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    private void take(Member member, Frame frame) {
        taken.add(member.id() + ":" + frame.number());
    }

    @Test
    void drain_whatWasReadFirstWasSentLast_keepsTheOrderOfSending() throws Exception {
        a.send(1);
        b.send(2);
        a.send(3);

        inbox.read(b.member);
        assertThat(inbox.fixHorizon()).isTrue();
        inbox.read(a.member);
        inbox.drain(this::take);

        assertThat(taken).containsExactly("1:1", "2:2");
        assertThat(inbox.isEmpty()).as("what was sent after the horizon waits").isFalse();
        assertThat(inbox.fixHorizon()).isTrue();
        inbox.drain(this::take);
        assertThat(taken).containsExactly("1:1", "2:2", "1:3");
        assertThat(inbox.isEmpty()).isTrue();
        assertThat(inbox.fixHorizon()).isFalse();
    }

    @Test
    void end_ofAMember_comesAfterAllItHasSent() throws Exception {
        a.send(1);
        a.send(2);
        a.channel.close();

        assertThatThrownBy(() -> inbox.read(a.member)).isInstanceOf(EOFException.class);
        inbox.end(a.member);
        assertThat(inbox.takeEnded()).isEmpty();
        assertThat(inbox.fixHorizon()).isTrue();
        inbox.drain(this::take);

        assertThat(taken).containsExactly("1:1", "1:2");
        assertThat(inbox.takeEnded()).containsExactly(a.member);
        assertThat(inbox.isEmpty()).isTrue();
    }

    @Test
    void remove_ofAMember_forgetsWhatItHasSent() throws Exception {
        a.send(1);
        b.send(2);
        inbox.read(a.member);
        inbox.read(b.member);
        inbox.remove(a.member);

        assertThat(inbox.fixHorizon()).isTrue();
        inbox.drain(this::take);

        assertThat(taken).containsExactly("2:2");
    }

    @Test
    void unread_readingStoppedJustWhereNothingWasLeft_isKnownAfterTheNextReading() throws Exception {
        var hasty = new Inbox(1);
        a.send(1);
        hasty.read(a.member);
        assertThat(hasty.unread()).as("nobody knows yet that nothing is left").containsExactly(a.member);
        assertThat(hasty.fixHorizon()).isTrue();
        hasty.drain(this::take);
        b.send(2);
        hasty.read(b.member);
        for (Member member : hasty.unread()) {
            hasty.read(member);
        }

        assertThat(hasty.unread()).isEmpty();
        assertThat(hasty.fixHorizon()).isTrue();
        hasty.drain(this::take);
        assertThat(taken).containsExactly("1:1", "2:2");
    }
}
