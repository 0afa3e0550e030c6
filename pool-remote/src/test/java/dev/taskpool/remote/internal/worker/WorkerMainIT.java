package dev.taskpool.remote.internal.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.PoolException;
import dev.taskpool.TaskFailedException;
import dev.taskpool.TaskFunction;
import dev.taskpool.TaskSerializationException;
import dev.taskpool.TaskSerializationException.Phase;
import dev.taskpool.remote.internal.wire.FromWorker;
import dev.taskpool.remote.internal.wire.ToWorker;
import dev.taskpool.spi.CallInfo;
import dev.taskpool.spi.Codec;
import dev.taskpool.spi.Items;
import dev.taskpool.spi.WorkUnit;
import java.io.FileNotFoundException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a child makes of payloads. */
@Timeout(300)
class WorkerMainIT {
    @TempDir
    private Path directory;

    private ChildRig child;

    @BeforeEach
    void start() throws Exception {
        child = new ChildRig(directory, () -> System.setProperty("prepared", "yes"));
        child.greet();
        child.hear(FromWorker.Ready.class);
    }

    @AfterEach
    void close() throws InterruptedException {
        child.close();
    }

    private List<FromWorker.Outcome> outcomes(int items) throws Exception {
        var all = new ArrayList<FromWorker.Outcome>();
        int ended = 0;
        while (ended < items) {
            for (FromWorker.Outcome outcome :
                    child.hear(FromWorker.Outcomes.class).outcomes()) {
                all.add(outcome);
                ended += outcome instanceof FromWorker.Values v ? v.results().size() : 1;
            }
        }
        return all;
    }

    private List<Object> values(int items) throws Exception {
        var all = new ArrayList<>();
        for (FromWorker.Outcome outcome : outcomes(items)) {
            Items.Encoded row = ((FromWorker.Values) outcome).results();
            for (int i = 0; i < row.size(); i++) {
                all.add(child.codec.decodeResult(row, i));
            }
        }
        return all;
    }

    private PoolException failure() throws Exception {
        var fault = (FromWorker.Fault) outcomes(1).get(0);
        return child.failure(fault.failure());
    }

    @Test
    void values_comeBack_afterTheInitializer() throws Exception {
        String suffix = "!";
        child.run(1, i -> System.getProperty("prepared") + i + suffix, List.of(1, 2, 3));

        assertThat(values(3)).containsExactly("yes1!", "yes2!", "yes3!");
        child.tell(new ToWorker.Leave());
        assertThat(child.exitCode(30)).isZero();
        assertThat(child.written("err")).isEmpty();
        assertThat(child.written("out")).isEmpty();
    }

    @Test
    void largePayloads_goThroughTheSpool_andLeaveNothing() throws Exception {
        byte[] large = new byte[300_000];
        Arrays.fill(large, (byte) 7);
        Codec codec = child.codec;
        Codec.ItemWriter writer = codec.writer();
        writer.add(large);
        Items items = writer.take();
        Items function = codec.encodeFunction((TaskFunction<byte[], byte[]>) i -> i);
        child.run(new WorkUnit(1, new CallInfo(1, function, "", false, true, 0, List.of()), 0, items, 1));

        assertThat(values(1)).containsExactly(large);
        codec.discard(items);
        codec.discard(function);
        assertThat(child.spooled()).isEmpty();
    }

    @Test
    void failureOfATask_keepsItsClass() throws Exception {
        child.run(
                1,
                i -> {
                    throw new FileNotFoundException("no " + i);
                },
                List.of("such file"));

        assertThat(failure())
                .isInstanceOf(TaskFailedException.class)
                .cause()
                .isInstanceOf(FileNotFoundException.class)
                .hasMessage("no such file");
    }

    @Test
    void resultThatIsTooLarge_isAFailureOfItsPhase() throws Exception {
        child.run(1, i -> new byte[2 * (int) ChildRig.MAX_PAYLOAD_BYTES], List.of(1));

        PoolException failure = failure();
        assertThat(failure).isInstanceOf(TaskSerializationException.class);
        assertThat(((TaskSerializationException) failure).phase()).isEqualTo(Phase.ENCODE_RESULT);
    }

    @Test
    void manyItems_areEachToldOnce() throws Exception {
        List<Integer> items = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            items.add(i);
        }
        child.run(1, (Integer i) -> -i, items.subList(0, 4_000)); // what one message holds
        List<Object> values = values(4_000);

        assertThat(values).hasSize(4_000);
        assertThat(values.get(3_999)).isEqualTo(-3_999);
    }
}
