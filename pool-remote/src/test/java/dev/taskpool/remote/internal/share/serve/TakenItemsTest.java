package dev.taskpool.remote.internal.share.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.remote.internal.share.FrameChannel;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TakenItemsTest {
    private final TakenItems items = new TakenItems(false);
    private final Member taker = member(1);
    private final Member speaker = member(2);

    private static Member member(int id) {
        try {
            return new Member(id, new FrameChannel(SocketChannel.open(StandardProtocolFamily.UNIX), 1024));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void close() {
        assertThat(taker.leave()).isEmpty();
        assertThat(speaker.leave()).isEmpty();
    }

    private void put(int count) {
        for (int i = 0; i < count; i++) {
            items.put();
        }
    }

    private void take() {
        items.add(taker, new Item(1, new byte[0], null));
    }

    @Test
    void gone_takerWhoseElementAnotherHasSaidToBeDone_leavesTheRest() {
        put(2);
        take();
        assertThat(items.done(speaker)).isNull();
        assertThat(items.gone(taker)).isEmpty();
        assertThat(items.allDone()).isFalse();
    }

    @Test
    void gone_speakerBeforeTheTaker_leavesTheRest() {
        put(2);
        take();
        assertThat(items.done(speaker)).isNull();
        assertThat(items.gone(speaker)).isEmpty();
        assertThat(items.gone(taker)).isEmpty();
        assertThat(items.allDone()).isFalse();
    }
}
