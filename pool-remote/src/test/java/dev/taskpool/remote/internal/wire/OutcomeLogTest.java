package dev.taskpool.remote.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.remote.internal.wire.OutcomeLog.Entry;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomeLogTest {
    private static final int LARGEST = OutcomeLog.BYTES / 4 - 1024;

    private final ByteBuffer memory = ByteBuffer.allocateDirect(OutcomeLog.BYTES);
    private final OutcomeLog child = new OutcomeLog(memory);
    private final OutcomeLog parent = new OutcomeLog(memory);

    @Test
    void read_ofNewLog_isEmpty() {
        assertThat(parent.read()).isEmpty();
    }

    @Test
    void read_afterAppends_givesThemInOrder() {
        byte[] data = {9, 1, 2, 3, 9};
        child.appendValue(1, 2, 30, data, 1, 3);
        child.appendFault(4, 5, 60, new byte[] {7}, true);
        child.appendFault(8, 9, 10, new byte[0], false);

        List<Entry> entries = parent.read();

        assertThat(entries).hasSize(3);
        assertEqual(entries.get(0), new Entry(1, 2, false, false, 30, new byte[] {1, 2, 3}));
        assertEqual(entries.get(1), new Entry(4, 5, true, true, 60, new byte[] {7}));
        assertEqual(entries.get(2), new Entry(8, 9, true, false, 10, new byte[0]));
    }

    @Test
    void append_ofWhatCannotBeKept_leavesTheOthers() {
        child.appendValue(1, 0, 0, new byte[10], 0, 10);
        child.appendValue(1, 1, 0, new byte[OutcomeLog.BYTES], 0, OutcomeLog.BYTES);
        child.appendValue(1, 2, 0, new byte[10], 0, 10);

        assertThat(parent.read()).extracting(Entry::offset).containsExactly(0, 2);
    }

    @Test
    void append_beyondTheEnd_overwritesTheOldest() {
        for (int i = 0; i < 100; i++) {
            child.appendValue(1, i, 0, new byte[LARGEST], 0, LARGEST);
        }

        assertThat(parent.read()).extracting(Entry::offset).endsWith(98, 99).hasSizeBetween(2, 4);
    }

    @Test
    void read_whileAnEntryIsHalfWritten_doesNotShowIt() {
        child.appendValue(1, 0, 0, new byte[10], 0, 10);
        long tail = memory.order(ByteOrder.nativeOrder()).getLong(0);
        child.appendValue(1, 1, 0, new byte[10], 0, 10);
        memory.putLong(0, tail); // as if the child had died before it published the second

        assertThat(parent.read()).extracting(Entry::offset).containsExactly(0);
    }

    @Test
    void read_ofMemoryThatATaskHasDestroyed_endsThere() {
        child.appendValue(1, 0, 0, new byte[10], 0, 10);
        child.appendValue(1, 1, 0, new byte[10], 0, 10);
        memory.order(ByteOrder.nativeOrder()).putInt(64 + 48, Integer.MAX_VALUE);

        assertThat(parent.read()).extracting(Entry::offset).containsExactly(0);
    }

    @Test
    void read_ofPositionsThatATaskHasDestroyed_givesNoMoreThanThereIsRoomFor() {
        long seed = System.nanoTime();
        System.out.println("OutcomeLogTest seed=" + seed);
        var random = new Random(seed);
        memory.order(ByteOrder.nativeOrder());
        byte[] zeros = new byte[OutcomeLog.BYTES];
        for (int round = 0; round < 200; round++) {
            memory.put(0, zeros);
            var child = new OutcomeLog(memory);
            for (int i = random.nextInt(300); i >= 0; i--) {
                child.appendValue(1, i, 0, zeros, 0, random.nextInt(10_000));
            }
            memory.putLong(random.nextInt(2) * 8, destroyed(random));
            memory.putInt(64 + random.nextInt(OutcomeLog.BYTES - 68), random.nextInt());

            assertThat(parent.read()).as("round %s", round).hasSizeLessThan(OutcomeLog.BYTES / 32);
        }
    }

    private static long destroyed(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextLong();
            case 1 -> -1 - random.nextInt(100);
            case 2 -> Long.MAX_VALUE - random.nextInt(100);
            default -> random.nextInt(2 * OutcomeLog.BYTES);
        };
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void read_afterRandomAppends_givesTheLatestOfThem(long seed) {
        var random = new Random(seed);
        int largest = seed % 2 == 0 ? LARGEST : 5_000;
        var model = new ArrayList<Entry>();
        for (int i = 0; i < 3_000; i++) {
            Entry entry = randomEntry(random, i, largest);
            append(entry);
            model.add(entry);
            if (i % 500 == 0) {
                assertLatest(model, parent.read(), largest);
            }
        }
        assertLatest(model, parent.read(), largest);
    }

    private static Entry randomEntry(Random random, int offset, int largest) {
        byte[] bytes = new byte[random.nextInt(4) == 0 ? random.nextInt(largest) : random.nextInt(40)];
        random.nextBytes(bytes);
        boolean failed = random.nextInt(3) == 0;
        return new Entry(random.nextLong(), offset, failed, failed && random.nextBoolean(), random.nextLong(), bytes);
    }

    private void append(Entry e) {
        if (e.failed()) {
            child.appendFault(e.unitId(), e.offset(), e.elapsedNanos(), e.bytes(), e.retryable());
        } else {
            child.appendValue(e.unitId(), e.offset(), e.elapsedNanos(), e.bytes(), 0, e.bytes().length);
        }
    }

    private static void assertLatest(List<Entry> model, List<Entry> kept, int largest) {
        List<Entry> expected = model.subList(model.size() - kept.size(), model.size());
        for (int i = 0; i < kept.size(); i++) {
            assertEqual(kept.get(i), expected.get(i));
        }
        if (kept.size() < model.size()) {
            long bytes = kept.stream().mapToLong(e -> 40 + e.bytes().length).sum();
            assertThat(bytes).isGreaterThan(OutcomeLog.BYTES - 2L * largest - 1024);
        }
    }

    private static void assertEqual(Entry actual, Entry expected) {
        assertThat(actual)
                .usingRecursiveComparison()
                .withEqualsForType(Arrays::equals, byte[].class)
                .isEqualTo(expected);
    }
}
