package dev.taskpool.internal.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The keys a block may hold, as the defaults have them; a block that is empty there takes any key. */
final class KnownKeys {
    static final String BLOCK = "a block { ... }";

    private final ConfigObject known;
    private final Set<String> paths = new TreeSet<>();

    KnownKeys(ConfigObject known) {
        this.known = known;
        gather(known, List.of());
    }

    private void gather(ConfigObject block, List<String> above) {
        block.forEach((key, value) -> {
            List<String> path = below(above, key);
            paths.add(ConfigUtil.joinPath(path));
            if (value instanceof ConfigObject inner) {
                gather(inner, path);
            }
        });
    }

    /**
     * Reports unknown keys, and values that stand where a block belongs.
     *
     * @param block what was configured
     * @param prefix the path to the block
     * @param problems is told
     * @return the block without them, and ready to be laid over the defaults
     */
    ConfigObject check(ConfigObject block, String prefix, Problems problems) {
        return check(block, known, List.of(), prefix, problems);
    }

    private ConfigObject check(
            ConfigObject block, ConfigObject expected, List<String> above, String prefix, Problems problems) {
        // Made anew, because a block that once replaced a plain value refuses to be merged with defaults.
        Map<String, ConfigValue> good = new LinkedHashMap<>();
        block.forEach((key, value) -> {
            List<String> steps = below(above, key);
            String path = prefix + "." + ConfigUtil.joinPath(steps);
            if (!expected.containsKey(key)) {
                problems.unknown(path, value.origin(), nearest(steps, prefix));
            } else if (!(expected.get(key) instanceof ConfigObject inner)) {
                good.put(key, value);
            } else if (!(value instanceof ConfigObject given)) {
                problems.bad(path, value, BLOCK);
            } else {
                good.put(key, inner.isEmpty() ? given : check(given, inner, steps, prefix, problems));
            }
        });
        return ConfigValueFactory.fromMap(good, block.origin().description());
    }

    private Optional<String> nearest(List<String> steps, String prefix) {
        return NearestKey.of(ConfigUtil.joinPath(steps), paths).map(path -> prefix + "." + path);
    }

    private static List<String> below(List<String> above, String key) {
        List<String> path = new ArrayList<>(above);
        path.add(key);
        return path;
    }
}
