package dev.taskpool.benchmarks.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A little of what {@code benchmarks/sharing} measures. */
final class SharingFiguresIT {
    private static final Pattern NAME = Pattern.compile("\"bench\": (\"[^\"]+\"),");

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void eachFigure_isMeasured_andHasItsPeer() throws IOException {
        var text = new ByteArrayOutputStream();

        SharingFigures.print(Plan.SMOKE, new PrintStream(text, true, StandardCharsets.UTF_8));

        List<String> lines = text.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(17).allMatch(line -> line.contains("\"peer\": \"Taskpool\""));
        String peer = Files.readString(Path.of("peers/sharing_cpython.py"));
        for (String line : lines) {
            var name = NAME.matcher(line);
            assertThat(name.find()).as(line).isTrue();
            assertThat(peer).contains(name.group(1));
        }
    }
}
