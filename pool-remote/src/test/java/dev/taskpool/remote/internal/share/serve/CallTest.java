package dev.taskpool.remote.internal.share.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.remote.internal.share.Frame;
import dev.taskpool.remote.internal.share.FrameChannel;
import dev.taskpool.remote.internal.share.Verb;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallTest {
    private final Hub hub = Hub.open("test");
    private Member member;

    @BeforeEach
    void makeMember() throws Exception {
        member = new Member(1, new FrameChannel(SocketChannel.open(StandardProtocolFamily.UNIX), 1024));
    }

    @AfterEach
    void close() {
        member.leave();
        hub.close();
    }

    private Call call() {
        return new Call(hub, member, Frame.ask(1, 1, Verb.TAKE, 0, List.of()));
    }

    @Test
    void park_memberEnds_isGivenUp() {
        var given = new ArrayList<String>();
        Call call = call();
        call.park(() -> given.add("up"));
        assertThat(given).isEmpty();
        member.leave().forEach(Call::cancel);
        assertThat(given).containsExactly("up");
    }

    @Test
    void park_memberHasEndedBefore_isGivenUpAtOnce() {
        var given = new ArrayList<String>();
        member.leave();
        call().park(() -> given.add("up"));
        assertThat(given).containsExactly("up");
    }
}
