package dev.taskpool.remote.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.process.Connection;
import dev.taskpool.process.JvmProcess;
import dev.taskpool.process.Pipe;
import dev.taskpool.remote.QuickStart;
import dev.taskpool.sync.SharedLong;
import dev.taskpool.sync.SharedQueue;
import dev.taskpool.testkit.Caller;
import java.io.EOFException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Nobody sees half of what a process was sending when it was killed, nor loses what it had not taken. */
class KilledSenderIT extends SharingFixture {
    private static final int ROUNDS = 4;
    private static final int LAST = 1_000_000;
    private static final int MOST_BYTES = 300_000;

    /** An element that shows whether it is whole. */
    private record Parcel(int number, byte[] body) implements Serializable {
        static Parcel of(int number) {
            byte[] body = new byte[length(number)];
            Arrays.fill(body, (byte) number);
            return new Parcel(number, body);
        }

        private static int length(int number) {
            return 1 + (int) (number * 7_919L % MOST_BYTES);
        }

        void check(int expected) {
            assertThat(number).isEqualTo(expected);
            assertThat(body).hasSize(length(number)).containsOnly((byte) number);
        }
    }

    private static void sendForever(SharedQueue<Parcel> queue, Connection<Parcel> end) throws Exception {
        var putter = new Thread(() -> {
            try {
                for (int i = 0; ; i++) {
                    queue.put(Parcel.of(i));
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        putter.start();
        for (int i = 0; ; i++) {
            end.send(Parcel.of(i));
        }
    }

    @Test
    void whatWasSent_isWholeAndWithoutGaps_wheneverTheSenderIsKilled() throws Exception {
        long seed = System.nanoTime();
        var random = new Random(seed);
        int all = 0;
        for (int round = 0; round < ROUNDS; round++) {
            int enough = 1 + random.nextInt(40);
            int spins = random.nextInt(100_000);
            SharedQueue<Parcel> queue = manager.queue(8);
            Pipe<Parcel> pipe = Pipe.open();
            Connection<Parcel> end = pipe.right();
            try (Connection<Parcel> left = pipe.left();
                    JvmProcess process =
                            QuickStart.process(() -> sendForever(queue, end)).start()) {
                Caller<Integer> receiver = Caller.of(() -> receive(left, process, enough, spins));
                int taken = 0;
                while (process.isAlive() || !queue.isEmpty()) {
                    Parcel parcel = queue.poll(5, TimeUnit.MILLISECONDS);
                    if (parcel != null) {
                        parcel.check(taken++);
                    }
                }
                assertThat(receiver.value()).as("seed " + seed).isGreaterThanOrEqualTo(enough);
                queue.put(Parcel.of(LAST)); // what was whole may still have been on its way
                for (Parcel parcel = queue.take(); parcel.number() != LAST; parcel = queue.take()) {
                    parcel.check(taken++);
                }
                all += taken;
            }
        }
        assertThat(all).as("taken, seed " + seed).isPositive();
    }

    private static int receive(Connection<Parcel> left, JvmProcess process, int enough, int spins) throws Exception {
        int received = 0;
        while (true) {
            try {
                left.receive().check(received++);
            } catch (EOFException e) {
                return received;
            }
            if (received == enough) {
                for (int i = 0; i < spins; i++) {
                    Thread.onSpinWait();
                }
                process.kill();
            }
        }
    }

    @Test
    void whatAKilledTakerHadNotTaken_isStillThere_inOrder() throws Exception {
        long seed = System.nanoTime();
        var random = new Random(seed);
        int all = 20_000;
        for (int round = 0; round < ROUNDS; round++) {
            SharedQueue<Integer> queue = manager.queue();
            SharedLong taken = manager.longValue(0);
            int enough = random.nextInt(all / 2);
            try (JvmProcess process =
                    QuickStart.process(() -> takeForever(queue, taken)).start()) {
                Caller<Boolean> killer = Caller.of(() -> {
                    while (taken.get() < enough) {
                        Thread.onSpinWait();
                    }
                    process.kill();
                    return true;
                });
                for (int i = 0; i < all; i++) {
                    queue.put(i);
                }
                killer.value();
                process.join();
            }
            queue.put(all);
            int first = queue.poll(150, TimeUnit.SECONDS);
            assertThat(first)
                    .as("the first one left, of seed " + seed)
                    .isBetween((int) taken.get(), (int) taken.get() + 1);
            for (int next = first + 1; next <= all; next++) {
                assertThat(queue.poll(150, TimeUnit.SECONDS)).as("seed " + seed).isEqualTo(next);
            }
            assertThat(queue.isEmpty()).isTrue();
        }
    }

    private static void takeForever(SharedQueue<Integer> queue, SharedLong taken) throws InterruptedException {
        while (true) {
            int element = queue.take();
            taken.set(element + 1);
        }
    }
}
