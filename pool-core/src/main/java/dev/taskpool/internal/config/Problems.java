package dev.taskpool.internal.config;

import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import dev.taskpool.PoolConfigException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gathers what is wrong with a configuration, so that all of it can be told at once. */
final class Problems {
    private static final int SHOWN_CHARACTERS = 80;
    private static final Pattern PLAIN_TEXT = Pattern.compile("\"([^\"\\\\]+)\"");

    /** Sorted, because the keys of a block come in no order. */
    private final TreeSet<String> lines = new TreeSet<>();

    void unknown(String path, ConfigOrigin origin, Optional<String> nearest) {
        String hint = nearest.map(known -> " (did you mean " + known + "?)").orElse("");
        lines.add(path + ": unknown key" + hint + found(origin));
    }

    void bad(String path, ConfigValue value, String expected) {
        bad(path, shown(value), value.origin(), expected);
    }

    void bad(String path, String shown, ConfigOrigin origin, String expected) {
        lines.add(path + ": " + shown + " (expected: " + expected + ")" + found(origin));
    }

    void throwIfAny() {
        if (!lines.isEmpty()) {
            throw new PoolConfigException(List.copyOf(lines));
        }
    }

    private static String found(ConfigOrigin origin) {
        return ", found in " + origin.description();
    }

    private static String shown(ConfigValue value) {
        String text = value.render(ConfigRenderOptions.concise());
        Matcher plain = PLAIN_TEXT.matcher(text);
        String whole = plain.matches() ? plain.group(1) : text;
        return whole.length() <= SHOWN_CHARACTERS ? whole : whole.substring(0, SHOWN_CHARACTERS) + "...";
    }
}
