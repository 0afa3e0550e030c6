package dev.taskpool.remote.internal.share.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.remote.internal.share.Frame;
import dev.taskpool.remote.internal.share.FrameChannel;
import dev.taskpool.remote.internal.share.LockWord;
import dev.taskpool.remote.internal.share.Verb;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whom the death of one that was woken wakes, while somebody else holds the lock. */
class ServedConditionTest {
    private final Hub hub = Hub.open("test");
    private final ServedLock lock = new ServedLock(hub);
    private final ServedCondition condition = new ServedCondition(lock);
    private final List<Member> members = new ArrayList<>();
    private Call dies;
    private Call stays;

    @BeforeEach
    void twoWaitAndOneHolds() throws Exception {
        dies = waiting();
        stays = waiting();
        hold(member());
    }

    @AfterEach
    void close() {
        members.forEach(Member::leave);
        hub.close();
    }

    private Member member() throws Exception {
        var channel = new FrameChannel(SocketChannel.open(StandardProtocolFamily.UNIX), 1024);
        var member = new Member(members.size() + 1, channel);
        members.add(member);
        return member;
    }

    private long hold(Member member) {
        long holder = LockWord.holder(member.id(), 1);
        hub.stock().words().set(lock.word(), LockWord.of(holder, 0));
        return holder;
    }

    private Call waiting() throws Exception {
        Member member = member();
        var call = new Call(hub, member, Frame.ask(1, 1, Verb.AWAIT, hold(member), List.of()));
        condition.handle(call);
        return call;
    }

    private void say(Verb verb) {
        condition.handle(new Call(hub, members.get(2), Frame.ask(1, 1, verb, 0, List.of())));
    }

    private void die() {
        dies.from().leave().forEach(Call::cancel);
        lock.gone(dies.from());
    }

    /** The holder releases the lock; says whether the other waiter got it. */
    private boolean isWoken() {
        lock.releaseFor(LockWord.holder(members.get(2).id(), 1));
        return lock.isHeldBy(stays.number());
    }

    @Test
    void signal_wokenOneDies_theNextIsWoken() {
        say(Verb.SIGNAL);
        die();
        assertThat(isWoken()).isTrue();
    }

    @Test
    void noSignal_oneThatHasGivenUpDies_nobodyIsWoken() {
        dies.cancel();
        die();
        assertThat(isWoken()).isFalse();
    }
}
