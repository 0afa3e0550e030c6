package dev.taskpool.remote.internal.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineSplitterTest {
    private final List<String> lines = new ArrayList<>();
    private final LineSplitter splitter = new LineSplitter(lines::add);

    private void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        splitter.add(bytes, bytes.length);
    }

    @Test
    void add_ofLines_givesEachWithoutItsEnd() {
        add("one\ntw");
        add("o\r\n\nthree");

        assertThat(lines).containsExactly("one", "two", "");
        splitter.end();
        assertThat(lines).containsExactly("one", "two", "", "three");
    }

    @Test
    void add_ofAnEndlessLine_givesBoundedChunks() {
        for (int i = 0; i < 1_000; i++) {
            add("0123456789".repeat(10));
        }
        splitter.end();

        assertThat(lines).allMatch(line -> line.length() <= LineSplitter.CHUNK_BYTES);
        assertThat(String.join("", lines)).hasSize(100_000);
    }

    @Test
    void add_ofTextThatIsCutAnywhere_losesNoCharacter() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        String[] characters = {"a", "ä", "€", "😀"};
        var text = new StringBuilder();
        for (int i = 0; i < 30_000; i++) {
            text.append(characters[random.nextInt(characters.length)]);
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        for (int from = 0; from < bytes.length; ) {
            int count = Math.min(1 + random.nextInt(5_000), bytes.length - from);
            byte[] part = new byte[count];
            System.arraycopy(bytes, from, part, 0, count);
            splitter.add(part, count);
            from += count;
        }
        splitter.end();

        assertThat(String.join("", lines)).as("seed %d", seed).isEqualTo(text.toString());
    }

    @Test
    void add_ofBytesThatAreNoText_givesThemSomehow() {
        byte[] bytes = new byte[20_000];
        java.util.Arrays.fill(bytes, (byte) 0x80);
        splitter.add(bytes, bytes.length);
        splitter.end();

        assertThat(String.join("", lines)).hasSize(20_000);
    }

    @Test
    void tail_keepsTheLastLines() {
        var tail = new Tail();
        for (int i = 0; i < 1_000; i++) {
            tail.add("line " + i);
        }
        assertThat(tail.text().lines()).hasSize(50).last().isEqualTo("line 999");

        tail.add("x".repeat(8_000));
        tail.add("the end");
        assertThat(tail.text()).hasSizeLessThan(8 * 1024 + 1).endsWith("the end");
    }
}
