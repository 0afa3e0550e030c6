package dev.taskpool.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferenceTest {
    @Test
    void reference_everyKey_hasACommentAboveIt() {
        Map<String, ConfigValue> keys = new TreeMap<>();
        gather(List.of(), ConfigFactory.parseResources("reference.conf").getObject("taskpool"), keys);

        assertThat(keys).hasSizeGreaterThanOrEqualTo(23).containsKeys("workers", "worker.environment", "pools");
        assertThat(keys)
                .allSatisfy((key, value) -> assertThat(
                                String.join(" ", value.origin().comments()))
                        .as(key)
                        .hasSizeGreaterThan(40));
    }

    @Test
    void reference_itself_isValid() {
        assertThat(PoolSettings.from(ConfigFactory.defaultReference()).workers())
                .isPositive();
    }

    @Test
    void reference_ofAnotherModule_bringsKeysAndPoolsOfItsOwn(@TempDir Path module) throws Exception {
        Files.writeString(
                module.resolve("reference.conf"),
                "taskpool { remote { link { port = 0 }, labels {} }, pools.theirs.workers = 4 }");
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {module.toUri().toURL()}, before)) {
            thread.setContextClassLoader(loader);

            assertThat(from("name = theirs, remote { link.port = 7, labels.any = 1 }, pools.mine.remote.link.port = 8")
                            .workers())
                    .isEqualTo(4);
            assertThatThrownBy(() -> from("remote.link.prot = 7, pools.mine.remote.link = 8"))
                    .hasMessageContainingAll(
                            "taskpool.remote.link.prot: unknown key (did you mean taskpool.remote.link.port?)",
                            "taskpool.pools.mine.remote.link: 8 (expected: a block { ... })");
        } finally {
            thread.setContextClassLoader(before);
        }
        assertThatThrownBy(() -> from("remote.link.port = 7")).hasMessageContaining("taskpool.remote: unknown key");
    }

    private static PoolSettings from(String block) {
        return PoolSettings.from(ConfigFactory.parseString("taskpool {" + block + "}"));
    }

    /** An empty block is a key of its own: it takes any key of the user's. */
    private static void gather(List<String> above, ConfigObject block, Map<String, ConfigValue> keys) {
        block.forEach((key, value) -> {
            List<String> path = new ArrayList<>(above);
            path.add(key);
            if (value instanceof ConfigObject inner && !inner.isEmpty()) {
                gather(path, inner, keys);
            } else {
                keys.put(ConfigUtil.joinPath(path), value);
            }
        });
    }
}
