package dev.taskpool.remote.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.taskpool.TaskSerializationException;
import dev.taskpool.process.Connection;
import dev.taskpool.process.Pipe;
import dev.taskpool.testkit.Caller;
import dev.taskpool.testkit.Case;
import dev.taskpool.testkit.LeavesNothingBehind;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A pipe carries messages, whole and in order, until an end is closed. */
@Timeout(200)
@ExtendWith(LeavesNothingBehind.class)
class PipeIT {
    private static final Duration LIMIT = SharingFixture.LIMIT;
    private static final Duration MOMENT = SharingFixture.MOMENT;

    @Test
    @Case({"PIPE-01", "PIPE-03"})
    void messages_goBothWays_wholeAndInOrder() throws Exception {
        Pipe<Object> pipe = Pipe.open();
        try (Connection<Object> left = pipe.left();
                Connection<Object> right = pipe.right()) {
            List<Object> messages = Arrays.asList(1, "two", List.of(3.0), null, "", new ArrayList<>(), null, 8L);
            for (Object message : messages) {
                left.send(message);
                right.send(message);
            }
            for (Object message : messages) {
                assertThat(left.poll(Duration.ZERO)).isTrue();
                assertThat(left.receive()).isEqualTo(message);
                assertThat(right.poll(LIMIT)).isTrue();
                assertThat(right.poll(LIMIT)).as("it is still there").isTrue();
                assertThat(right.receive(LIMIT)).isEqualTo(message);
            }
            assertThat(left.poll(Duration.ZERO)).isFalse();
        }
    }

    @Test
    @Case("PIPE-01")
    void aLargeMessage_arrivesWhole_andSendWaitsMeanwhile() throws Exception {
        Pipe<byte[]> pipe = Pipe.open();
        try (Connection<byte[]> left = pipe.left();
                Connection<byte[]> right = pipe.right()) {
            byte[] message = new byte[16 << 20];
            for (int i = 0; i < message.length; i++) {
                message[i] = (byte) (i % 251);
            }
            Caller<Boolean> sender = Caller.of(() -> send(left, message, new byte[0]));
            assertThat(right.receive()).isEqualTo(message);
            assertThat(right.receive()).isEmpty();
            assertThat(sender.value()).isTrue();
        }
    }

    @SafeVarargs
    private static <T> boolean send(Connection<T> connection, T... messages) throws Exception {
        for (T message : messages) {
            connection.send(message);
        }
        return true;
    }

    @Test
    void send_waitsWhileMuchIsUnread() throws Exception {
        Pipe<byte[]> pipe = Pipe.open();
        try (Connection<byte[]> left = pipe.left();
                Connection<byte[]> right = pipe.right()) {
            Caller<Boolean> sender = Caller.of(() -> {
                for (int i = 0; i < 1_000; i++) {
                    left.send(new byte[10_000]);
                }
                return true;
            });
            await().until(sender::isWaiting);
            assertThat(right.poll(LIMIT)).isTrue();
            assertThat(sender.isDone()).as("ten megabytes unread").isFalse();
            for (int i = 0; i < 1_000; i++) {
                assertThat(right.receive()).hasSize(10_000);
            }
            assertThat(sender.value()).isTrue();
        }
    }

    @Test
    @Case("PIPE-01")
    void waiting_endsWithAMessage_orWhenTimeIsUp() throws Exception {
        Pipe<String> pipe = Pipe.open();
        try (Connection<String> left = pipe.left();
                Connection<String> right = pipe.right()) {
            long begun = System.nanoTime();
            assertThat(left.poll(MOMENT)).isFalse();
            assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(MOMENT.toNanos());
            begun = System.nanoTime();
            assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> left.receive(MOMENT));
            assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(MOMENT.toNanos());
            assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> left.receive(Duration.ZERO));
            assertThatIllegalArgumentException().isThrownBy(() -> left.poll(Duration.ofNanos(-1)));
            assertThatIllegalArgumentException().isThrownBy(() -> left.receive(Duration.ofNanos(-1)));
            Caller<Boolean> poller = Caller.of(() -> left.poll(LIMIT));
            await().until(poller::isWaiting);
            right.send("now");
            assertThat(poller.value()).isTrue();
            Caller<String> receiver = Caller.of(right::receive);
            await().until(receiver::isWaiting);
            left.send(left.receive() + " and then");
            assertThat(receiver.value()).isEqualTo("now and then");
        }
    }

    @Test
    @Case("PIPE-01")
    void theEndOfMessages_comesAfterThem_whenThePeerHasClosed() throws Exception {
        Pipe<Integer> pipe = Pipe.open();
        try (Connection<Integer> left = pipe.left()) {
            try (Connection<Integer> right = pipe.right()) {
                right.send(1);
                right.send(2);
            }
            assertThat(left.receive()).isEqualTo(1);
            assertThat(left.receive(LIMIT)).isEqualTo(2);
            assertThat(left.poll(LIMIT)).as("would not wait").isTrue();
            assertThatExceptionOfType(EOFException.class).isThrownBy(left::receive);
            assertThatExceptionOfType(EOFException.class).isThrownBy(() -> left.receive(LIMIT));
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> left.send(3));
        }
    }

    @Test
    void aWaitingReceiver_getsWhatWasSentJustBeforeTheEnd() throws Exception {
        for (int i = 0; i < 50; i++) {
            Pipe<Integer> pipe = Pipe.open();
            try (Connection<Integer> left = pipe.left()) {
                Caller<Integer> receiver = Caller.of(left::receive);
                await().pollInterval(Duration.ofMillis(1)).until(receiver::isWaiting);
                try (Connection<Integer> right = pipe.right()) {
                    right.send(i);
                }
                assertThat(receiver.value()).isEqualTo(i);
                assertThatExceptionOfType(EOFException.class).isThrownBy(left::receive);
            }
        }
    }

    @Test
    void aWaitingReceiver_andAWaitingSender_seeThePeerClose() throws Exception {
        Pipe<byte[]> pipe = Pipe.open();
        try (Connection<byte[]> left = pipe.left()) {
            Connection<byte[]> right = pipe.right();
            Caller<byte[]> receiver = Caller.of(left::receive);
            Caller<Boolean> sender = Caller.of(() -> {
                while (true) {
                    left.send(new byte[100_000]);
                }
            });
            await().until(receiver::isWaiting);
            await().until(sender::isWaiting);
            right.close();
            assertThat(receiver.failure()).isInstanceOf(EOFException.class);
            assertThat(sender.failure()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void close_endsTheCallsOfThisProcess_andNotThoseOfThePeer() throws Exception {
        Pipe<byte[]> pipe = Pipe.open();
        try (Connection<byte[]> right = pipe.right()) {
            Connection<byte[]> left = pipe.left();
            List<Caller<?>> callers =
                    List.of(Caller.of(left::receive), Caller.of(() -> left.poll(LIMIT)), Caller.of(() -> {
                        while (true) {
                            left.send(new byte[100_000]);
                        }
                    }));
            for (Caller<?> caller : callers) {
                await().until(caller::isWaiting);
            }
            left.close();
            for (Caller<?> caller : callers) {
                assertThat(caller.failure()).isInstanceOf(IllegalStateException.class);
            }
            assertThat(right.receive()).hasSize(100_000);
        }
    }

    @Test
    @Case("PIPE-02")
    void aOneWayPipe_refusesTheOtherWay_andAClosedEndEverything() throws Exception {
        Pipe<String> pipe = Pipe.oneWay();
        Connection<String> left = pipe.left();
        Connection<String> right = pipe.right();
        left.send("this way");
        assertThat(right.receive()).isEqualTo("this way");
        assertThatIllegalStateException().isThrownBy(() -> right.send("that way"));
        assertThatIllegalStateException().isThrownBy(left::receive);
        assertThatIllegalStateException().isThrownBy(() -> left.receive(LIMIT));
        assertThatIllegalStateException().isThrownBy(() -> left.poll(LIMIT));
        assertThatIllegalStateException().isThrownBy(left::onReadable);
        right.close();
        right.close();
        assertThatIllegalStateException().isThrownBy(right::receive);
        assertThatIllegalStateException().isThrownBy(() -> right.receive(LIMIT));
        assertThatIllegalStateException().isThrownBy(() -> right.poll(LIMIT));
        assertThatIllegalStateException().isThrownBy(right::onReadable);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> left.send("to nobody"));
        left.close();
        assertThatIllegalStateException().isThrownBy(() -> left.send("closed"));
    }

    @Test
    @Case("PIPE-03")
    void aMessageThatCannotBeWritten_isNotSent_andNothingIsHarmed() throws Exception {
        Pipe<Object> pipe = Pipe.open();
        try (Connection<Object> left = pipe.left();
                Connection<Object> right = pipe.right()) {
            Thread bad = Thread.currentThread();
            assertThatExceptionOfType(TaskSerializationException.class).isThrownBy(() -> left.send(bad));
            assertThat(right.poll(Duration.ZERO)).isFalse();
            left.send("good");
            assertThat(right.receive()).isEqualTo("good");
        }
    }

    @Test
    @Case("PIPE-04")
    void aPipesEnd_sentThroughAPipe_isThatEnd() throws Exception {
        Pipe<Connection<String>> carrier = Pipe.open();
        Pipe<String> carried = Pipe.open();
        try (Connection<Connection<String>> from = carrier.left();
                Connection<Connection<String>> to = carrier.right();
                Connection<String> kept = carried.left()) {
            from.send(carried.right());
            try (Connection<String> arrived = to.receive()) {
                assertThat(arrived).isEqualTo(carried.right());
                kept.send("through");
                assertThat(arrived.receive()).isEqualTo("through");
                arrived.send("and back");
                assertThat(kept.receive()).isEqualTo("and back");
            }
            assertThatExceptionOfType(EOFException.class).isThrownBy(kept::receive);
        }
    }

    @Test
    @Case("PIPE-05")
    void severalEnds_areWaitedForTogether() throws Exception {
        List<Pipe<Integer>> pipes =
                IntStream.range(0, 4).mapToObj(i -> Pipe.<Integer>oneWay()).toList();
        List<Caller<Boolean>> senders = pipes.stream()
                .map(pipe -> Caller.of(() -> {
                    try (Connection<Integer> left = pipe.left()) {
                        for (int i = 0; i < 10; i++) {
                            left.send(i);
                        }
                    }
                    return true;
                }))
                .toList();
        List<Connection<Integer>> open =
                new ArrayList<>(pipes.stream().map(Pipe::right).toList());
        int received = 0;
        while (!open.isEmpty()) {
            Connection<Integer> ready = nextReadable(open);
            try {
                assertThat(ready.receive(Duration.ZERO)).isBetween(0, 9);
                received++;
            } catch (EOFException e) {
                ready.close();
                assertThat(open.remove(ready)).as("reported once").isTrue();
            }
        }
        assertThat(received).isEqualTo(40);
        for (Caller<Boolean> sender : senders) {
            assertThat(sender.value()).isTrue();
        }
    }

    @SuppressWarnings("unchecked") // they are all of this type
    private static <T> Connection<T> nextReadable(List<Connection<T>> connections) throws Exception {
        return (Connection<T>) CompletableFuture.anyOf(
                        connections.stream().map(Connection::onReadable).toArray(CompletableFuture<?>[]::new))
                .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    @Case("PIPE-05")
    void onReadable_staysOpenUntilThereIsSomething_andFailsIfThisEndIsClosed() throws Exception {
        Pipe<String> pipe = Pipe.open();
        try (Connection<String> left = pipe.left()) {
            Connection<String> right = pipe.right();
            CompletableFuture<Connection<String>> readable = right.onReadable();
            assertThatExceptionOfType(TimeoutException.class)
                    .isThrownBy(() -> readable.get(MOMENT.toMillis(), TimeUnit.MILLISECONDS));
            left.send("now");
            assertThat(readable.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo(right);
            assertThat(right.onReadable().get(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .as("it is still there")
                    .isEqualTo(right);
            assertThat(right.receive()).isEqualTo("now");
            CompletableFuture<Connection<String>> never = right.onReadable();
            right.close();
            await().until(never::isCompletedExceptionally);
        }
    }

    @Test
    void anInterruptedReceiver_takesNoMessage() throws Exception {
        Pipe<String> pipe = Pipe.open();
        try (Connection<String> left = pipe.left();
                Connection<String> right = pipe.right()) {
            Caller<String> receiver = Caller.of(right::receive);
            await().until(receiver::isWaiting);
            receiver.interrupt();
            assertThat(receiver.failure()).isInstanceOf(InterruptedException.class);
            left.send("intact");
            assertThat(right.receive()).isEqualTo("intact");
        }
    }

    @RepeatedTest(10) // the first use of an end by several threads at once is what is tried, too
    void severalReceivers_getEachMessageOnce() throws Exception {
        Pipe<Integer> pipe = Pipe.open();
        try (Connection<Integer> left = pipe.left();
                Connection<Integer> right = pipe.right()) {
            List<Caller<Integer>> receivers = IntStream.range(0, 3)
                    .mapToObj(i -> Caller.of(() -> receive(right, 100)))
                    .toList();
            for (int i = 0; i < 300; i++) {
                left.send(i);
            }
            int sum = 0;
            for (Caller<Integer> receiver : receivers) {
                sum += receiver.value();
            }
            assertThat(sum).isEqualTo(300 * 299 / 2);
        }
    }

    private static int receive(Connection<Integer> connection, int messages) throws Exception {
        int sum = 0;
        for (int i = 0; i < messages; i++) {
            sum += connection.receive();
        }
        return sum;
    }
}
