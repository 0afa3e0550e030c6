package dev.taskpool.internal.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the typed values of one block that has every key, and reports those that are no good.
 *
 * <p>In place of a value that is no good it gives another that nobody gets to see, since problems stop the start.
 */
final class BlockReader {
    private final String prefix;
    private final Config block;
    private final Problems problems;

    BlockReader(String prefix, ConfigObject block, Problems problems) {
        this.prefix = prefix;
        this.block = block.toConfig();
        this.problems = problems;
    }

    String text(String key, String expected, Predicate<String> valid) {
        return read(key, expected, "", text -> {
            require(valid.test(text));
            return text;
        });
    }

    /** One of at least two words. */
    String choice(String key, String... words) {
        int last = words.length - 1;
        String expected = String.join(", ", List.of(words).subList(0, last)) + " or " + words[last];
        return text(key, expected, List.of(words)::contains);
    }

    int count(String key, int least) {
        return read(key, "a whole number >= " + least, least, text -> toCount(text, least));
    }

    /** Empty if the value is the word. */
    OptionalInt countOr(String word, String key) {
        return read(
                key,
                word + " or a whole number >= 1",
                OptionalInt.empty(),
                text -> text.equals(word) ? OptionalInt.empty() : OptionalInt.of(toCount(text, 1)));
    }

    Duration duration(String key) {
        return read(key, "a duration > 0, as in 60s", Duration.ZERO, text -> toDuration(key));
    }

    /** Zero if the value is the word. */
    Duration durationOr(String word, String key) {
        return read(
                key,
                word + " or a duration > 0, as in 500ms",
                Duration.ZERO,
                text -> text.equals(word) ? Duration.ZERO : toDuration(key));
    }

    int percent(String key, int most) {
        return read(key, "a percentage from 0% to " + most + "%, as in 10%", 0, text -> {
            require(text.endsWith("%"));
            int percent = toCount(text.substring(0, text.length() - 1), 0);
            require(percent <= most);
            return percent;
        });
    }

    long bytes(String key) {
        return read(key, "a memory size > 0, as in 64m", 1L, text -> MemorySize.bytes(key, text, 1));
    }

    /** 0 if the value is the word. */
    long bytesOr(String word, String key) {
        return read(
                key,
                word + " or a memory size > 0, as in 64m",
                0L,
                text -> text.equals(word) ? 0L : MemorySize.bytes(key, text, 1));
    }

    /** 0 if the value is the word. */
    long bytesOr(String word, String key, long minBytes) {
        return read(
                key,
                word + " or a memory size >= " + (minBytes >> 20) + "m, as in 512m",
                0L,
                text -> text.equals(word) ? 0L : MemorySize.bytes(key, text, minBytes));
    }

    /** Null if the value is empty. */
    @Nullable
    Path path(String key) {
        String absolute = read(
                key,
                "a path, or empty",
                "",
                text -> text.isEmpty() ? "" : Path.of(text).toAbsolutePath().toString());
        return absolute.isEmpty() ? null : Path.of(absolute);
    }

    List<String> texts(String key) {
        try {
            List<String> texts = block.getStringList(key);
            require(texts.stream().noneMatch(String::isBlank));
            return texts;
        } catch (ConfigException | IllegalArgumentException e) {
            problems.bad(pathTo(key), value(key), "a list of text, none of it empty");
            return List.of();
        }
    }

    Map<String, String> variables(String key) {
        Map<String, String> variables = new LinkedHashMap<>();
        block.getObject(key).forEach((name, value) -> {
            String expected = expectation(name, value);
            if (expected.isEmpty()) {
                variables.put(name, text(value));
            } else {
                // The value may be a secret.
                String shown = value.valueType().toString().toLowerCase(Locale.ROOT);
                problems.bad(pathTo(key) + "." + ConfigUtil.joinPath(name), shown, value.origin(), expected);
            }
        });
        return variables;
    }

    /** What is expected of a variable, empty if it is good. */
    private static String expectation(String name, ConfigValue value) {
        if (!EnvironmentVariable.isName(name)) {
            return EnvironmentVariable.NAME_RULE;
        }
        return switch (value.valueType()) {
            case STRING, NUMBER, BOOLEAN ->
                EnvironmentVariable.isValue(text(value)) ? "" : EnvironmentVariable.VALUE_RULE;
            case OBJECT -> "text; a name with a dot is written in quotes";
            case LIST, NULL -> "text";
        };
    }

    private static String text(ConfigValue value) {
        return value.atKey("value").getString("value");
    }

    private <T> T read(String key, String expected, T instead, Function<String, T> parse) {
        try {
            return parse.apply(block.getString(key));
        } catch (ConfigException | IllegalArgumentException | ArithmeticException e) {
            problems.bad(pathTo(key), value(key), expected);
            return instead;
        }
    }

    private String pathTo(String key) {
        return prefix + "." + key;
    }

    /** The value as it stands, which may be a null that Config itself would not show. */
    private ConfigValue value(String key) {
        ConfigValue value = block.root();
        for (String step : ConfigUtil.splitPath(key)) {
            value = Objects.requireNonNull(((ConfigObject) value).get(step), key);
        }
        return value;
    }

    private static int toCount(String text, int least) {
        int count = new BigDecimal(text.strip()).intValueExact();
        require(count >= least);
        return count;
    }

    private Duration toDuration(String key) {
        Duration duration = block.getDuration(key);
        require(duration.compareTo(Duration.ZERO) > 0);
        return duration;
    }

    private static void require(boolean inRange) {
        if (!inRange) {
            throw new IllegalArgumentException("out of range");
        }
    }
}
