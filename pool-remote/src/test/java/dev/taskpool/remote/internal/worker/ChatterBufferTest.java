package dev.taskpool.remote.internal.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.remote.internal.wire.FromWorker.Chatter;
import dev.taskpool.remote.internal.wire.FromWorker.LogLine;
import dev.taskpool.remote.internal.wire.FromWorker.Progress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(240)
class ChatterBufferTest {
    private final List<Chatter> told = new CopyOnWriteArrayList<>();
    private final ChatterBuffer chatter = new ChatterBuffer();

    private static LogLine line(String message) {
        return new LogLine(20, "logger", "thread", message, "");
    }

    @Test
    void lines_beforeTheParentIsKnown_areKept() {
        chatter.add(line("early"));
        assertThat(told).isEmpty();

        chatter.open(told::add);
        assertThat(told).containsExactly(new Chatter(List.of(line("early")), List.of(), 0));
    }

    @Test
    void oneMessage_isUnreadAtMost() {
        chatter.open(told::add);
        chatter.add(line("1"));
        chatter.add(line("2"));
        chatter.add(line("3"));
        assertThat(told).hasSize(1);

        chatter.read();
        assertThat(told).hasSize(2);
        assertThat(told.get(1).lines()).containsExactly(line("2"), line("3"));

        chatter.read();
        assertThat(told).hasSize(2);
    }

    @Test
    void progress_isMergedPerItem() {
        chatter.open(told::add);
        chatter.progress(1, 0, 0.1, "a");
        chatter.progress(1, 0, 0.2, "b");
        chatter.progress(1, 1, 0.0, "c");
        chatter.progress(1, 0, 0.3, "d");
        chatter.read();

        assertThat(told.get(1).progress()).containsExactly(new Progress(1, 1, 0.0, "c"), new Progress(1, 0, 0.3, "d"));
    }

    @Test
    void lines_thatComeTooFast_areCountedAndDropped() {
        chatter.open(told::add);
        chatter.add(line("first"));
        for (int i = 0; i < ChatterBuffer.MAX_LINES + 7; i++) {
            chatter.add(line("x"));
        }
        chatter.read();

        assertThat(told.get(1).lostLines()).isEqualTo(7);
        chatter.read();
        assertThat(told.get(2).lostLines()).isZero();
    }

    @Test
    void messages_areBounded_andLongLinesCut() {
        for (int i = 0; i < 10; i++) {
            chatter.add(line("y".repeat(2 * ChatterBuffer.MAX_LINE_CHARS)));
        }
        chatter.open(told::add);
        while (told.stream().mapToInt(it -> it.lines().size()).sum() < 10) {
            chatter.read();
        }

        for (Chatter message : told) {
            int chars = message.lines().stream()
                    .mapToInt(it -> it.message().length())
                    .sum();
            assertThat(chars).isLessThanOrEqualTo(ChatterBuffer.MAX_MESSAGE_CHARS);
        }
        assertThat(told.get(0).lines().get(0).message()).endsWith("...");
    }

    @Test
    void flush_sendsAll_andWaitsForTheParent() throws InterruptedException {
        chatter.open(told::add);
        chatter.add(line("1"));
        chatter.add(line("2"));

        chatter.flush(1);

        assertThat(told).hasSize(2);
        chatter.read();
        chatter.read();
        chatter.flush(Long.MAX_VALUE / 2); // returns: all was read
    }
}
