package dev.taskpool.remote.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.taskpool.process.Connection;
import dev.taskpool.process.JvmProcess;
import dev.taskpool.process.Pipe;
import dev.taskpool.remote.QuickStart;
import dev.taskpool.sync.SharedBarrier;
import dev.taskpool.sync.SharedLock;
import dev.taskpool.sync.SharedQueue;
import dev.taskpool.testkit.Caller;
import dev.taskpool.testkit.Gate;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a killed process held is given back, what it waited for goes to others, and what it was sending is not seen. */
class KilledProcessIT extends SharingFixture {
    private Pipe<String> pipe;
    private Victim victim;
    private Caller<Boolean> waitsForHeld;
    private Caller<Boolean> waitsForPermits;
    private Caller<Integer> metTheVictim;
    private Caller<Boolean> knockedLater;
    private Caller<Boolean> belledLater;

    @BeforeAll
    void killAProcess_whileOthersWaitForIt(@TempDir Path folder) throws Exception {
        pipe = Pipe.open();
        victim = victim(folder);
        victim.wanted().lock();
        victim.redelivered().addAll(List.of("a", "b", "c", "d"));
        victim.plain().addAll(List.of("a", "b", "c"));
        victim.full().put(1);
        metTheVictim = Caller.of(victim.lastArrived()::await);
        await().until(() -> victim.lastArrived().waiting() == 1);
        Victim captured = victim;
        try (JvmProcess process = QuickStart.process(captured::play).start()) {
            victim.ready().await();
            assertThat(process.isAlive()).isTrue();
            waitsForHeld = Caller.of(() -> victim.held().tryLock(150, TimeUnit.SECONDS));
            waitsForPermits = Caller.of(() -> {
                victim.permits().acquire();
                return victim.permits().tryAcquire(LIMIT);
            });
            knockedLater = Caller.of(victim.knocks()::await);
            belledLater = Caller.of(victim.bells()::await);
            await().until(() -> victim.knocks().isAwaitedBy(2) && victim.bells().isAwaitedBy(2));
            await().until(() -> waitsForHeld.isWaiting() && waitsForPermits.isWaiting());
            assertThat(victim.held().isLocked()).isTrue();
            assertThat(victim.permits().availablePermits()).isZero();
            assertThat(victim.meeting().waiting()).isEqualTo(1);
            try (SharedLock.Held held = victim.knocks().lock().hold()) {
                assertThat(held).isNotNull();
                victim.knocks().condition().signal(); // it has not got the lock yet when it is killed
                process.kill();
                process.join();
            }
        }
        await().until(() -> victim.meeting().waiting() == 0);
    }

    private Victim victim(Path folder) {
        Gate acting = Gate.in(folder);
        return new Victim(
                Gate.in(folder),
                manager.lock(),
                manager.reentrantLock(),
                manager.lock(),
                manager.semaphore(2),
                manager.semaphore(0),
                manager.barrier(3),
                manager.barrier(2, () -> {
                    acting.open();
                    Victim.hang();
                }),
                acting,
                Victim.Signal.of(manager),
                Victim.Signal.of(manager),
                manager.event(),
                manager.queue(),
                manager.redeliveringQueue(10),
                manager.queue(),
                manager.queue(1),
                pipe.right());
    }

    @AfterAll
    void closePipe() {
        pipe.left().close();
    }

    @Test
    void aLockItHeld_goesToTheNextWaiter() throws Exception {
        assertThat(waitsForHeld.value()).isTrue();
        assertThat(victim.held().isLocked()).isTrue();
        victim.held().unlock();
        assertThat(victim.held().tryLock()).isTrue();
        victim.held().unlock();
        assertThatExceptionOfType(IllegalMonitorStateException.class)
                .isThrownBy(() -> victim.held().unlock());
    }

    @Test
    void aReentrantLockItHeldTwice_isFree() throws Exception {
        assertThat(victim.heldTwice().tryLock(150, TimeUnit.SECONDS)).isTrue();
        victim.heldTwice().unlock();
        assertThat(victim.heldTwice().isLocked()).isFalse();
    }

    @Test
    void aLockItWaitedFor_goesToOthers() throws Exception {
        Caller<Boolean> next = Caller.of(() -> victim.wanted().tryLock(150, TimeUnit.SECONDS));
        await().until(next::isWaiting);
        victim.wanted().unlock();
        assertThat(next.value()).isTrue();
        victim.wanted().unlock();
        assertThat(victim.wanted().isLocked()).isFalse();
    }

    @Test
    void permitsItHeld_areGivenBack() throws Exception {
        assertThat(waitsForPermits.value()).isTrue();
        assertThat(victim.permits().availablePermits()).isZero();
        victim.permits().release(2);
        assertThat(victim.permits().availablePermits()).isEqualTo(2);
    }

    @Test
    void aPermitItWaitedFor_goesToOthers() throws Exception {
        victim.nextPermits().release();
        assertThat(victim.nextPermits().tryAcquire(LIMIT)).isTrue();
        assertThat(victim.nextPermits().availablePermits()).isZero();
    }

    @Test
    void itsPlaceAtABarrier_isFree() throws Exception {
        SharedBarrier meeting = victim.meeting();
        assertThat(meeting.isBroken()).isFalse();
        List<Caller<Integer>> parties = List.of(Caller.of(meeting::await), Caller.of(meeting::await));
        await().until(() -> meeting.waiting() == 2);
        assertThat(meeting.await()).isZero();
        for (Caller<Integer> party : parties) {
            assertThat(party.value()).isPositive();
        }
    }

    @Test
    void aBarrierWhoseActionItRan_isBroken() throws Exception {
        assertThat(metTheVictim.failure()).isInstanceOf(BrokenBarrierException.class);
        assertThat(victim.lastArrived().isBroken()).isTrue();
    }

    @Test
    void aSignalItHadGot_wakesTheNext() throws Exception {
        assertThat(knockedLater.value()).isTrue();
        assertThat(victim.knocks().lock().isLocked()).isFalse();
    }

    @Test
    void aSignal_isNotLostToItsWaiting() throws Exception {
        Victim.Signal bells = victim.bells();
        try (SharedLock.Held held = bells.lock().hold()) {
            assertThat(held).isNotNull();
            bells.condition().signal();
        }
        assertThat(belledLater.value()).isTrue();
        assertThat(bells.lock().isLocked()).isFalse();
    }

    @Test
    void anElement_isNotLostToItsTake() throws Exception {
        SharedQueue<Integer> queue = victim.empty();
        for (int i = 0; i < 5; i++) {
            queue.put(i);
        }
        for (int i = 0; i < 5; i++) {
            assertThat(queue.poll(150, TimeUnit.SECONDS)).isEqualTo(i);
        }
    }

    @Test
    void whatItHadNotDone_comesAgain_atTheHead() throws Exception {
        SharedQueue<String> queue = victim.redelivered();
        assertThat(queue.joinTasks(MOMENT)).isFalse();
        var again = new ArrayList<String>();
        for (int i = 0; i < 3; i++) {
            again.add(queue.poll(150, TimeUnit.SECONDS));
        }
        assertThat(again).containsExactly("b", "c", "d");
        assertThat(queue.poll()).isNull();
        for (int i = 0; i < 3; i++) {
            queue.taskDone();
        }
        assertThat(queue.joinTasks(LIMIT)).isTrue();
    }

    @Test
    void whatItHadTakenOfAnotherQueue_isGone_andNobodyWaitsForIt() throws Exception {
        SharedQueue<String> queue = victim.plain();
        assertThat(queue.take()).isEqualTo("c");
        assertThat(queue.joinTasks(MOMENT)).isFalse();
        queue.taskDone();
        assertThat(queue.joinTasks(LIMIT)).isTrue();
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void whatItWaitedToPut_isNeverSeen() throws Exception {
        SharedQueue<Integer> queue = victim.full();
        assertThat(queue.take()).isEqualTo(1);
        assertThat(queue.offer(2, 150, TimeUnit.SECONDS)).isTrue();
        assertThat(queue.take()).isEqualTo(2);
        assertThat(queue.poll(MOMENT.toMillis(), TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void whatItHadSent_isReceived_andThenTheEnd() throws Exception {
        try (Connection<String> left = pipe.left()) {
            assertThat(left.receive()).isEqualTo("one");
            assertThat(left.receive(LIMIT)).isEqualTo("two");
            assertThat(left.receive()).isEqualTo("three");
            assertThatExceptionOfType(EOFException.class).isThrownBy(() -> left.receive(LIMIT));
            assertThat(left.poll(LIMIT)).isTrue();
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> left.send("to nobody"));
        }
    }
}
