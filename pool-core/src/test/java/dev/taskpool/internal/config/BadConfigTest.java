package dev.taskpool.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import dev.taskpool.PoolConfigException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadConfigTest {
    private static final String COUNT = "a whole number >= 1";
    private static final String DURATION = "a duration > 0, as in 60s";
    private static final String GRACE = "off or a duration > 0, as in 500ms";
    private static final String TEXTS = "a list of text, none of it empty";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "1.5",
                "abc",
                "\"\"",
                "null",
                "true",
                "[1]",
                "{a=1}",
                "2147483648",
                "NaN",
                "1e99",
                "unlimited"
            })
    void from_badCounts_areRefused(String value) {
        assertBad("workers", value, "auto or " + COUNT);
        assertBad("imap.lookahead", value, "auto or " + COUNT);
        assertBad("retry.max-unacknowledged", value, COUNT);
        assertBad("nesting.max-depth", value, COUNT);
        assertBad("start.max-failures", value, COUNT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "0.5", "abc", "null", "[1]", "auto", "2147483648"})
    void from_badSpares_areRefused(String value) {
        assertBad("worker.spares", value, "a whole number >= 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "abc", "null", "[1]", "auto"})
    void from_badMaxTasksPerChild_orQueueLength_isRefused(String value) {
        assertBad("max-tasks-per-child", value, "unlimited or " + COUNT);
        assertBad("queue.max-items", value, "unlimited or " + COUNT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0s", "-5s", "abc", "\"\"", "null", "true", "[1s]", "{a=1}", "5 years", "unlimited"})
    void from_badDurations_areRefused(String value) {
        assertBad("start.timeout", value, DURATION);
        assertBad("worker.heartbeat.timeout", value, DURATION);
        assertBad("kill.interrupt-grace", value, GRACE);
        assertBad("kill.term-grace", value, GRACE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "-5m", "abc", "\"\"", "null", "true", "[1m]", "{a=1}", "99999999999g", "5 parrots", "off"})
    void from_badSizes_areRefused(String value) {
        assertBad("max-payload", value, "a memory size > 0, as in 64m");
        assertBad("worker.max-heap", value, "auto or a memory size >= 2m, as in 512m");
        assertBad("worker.max-rss", value, "unlimited or a memory size >= 1m, as in 512m");
        assertBad("queue.max-bytes", value, "unlimited or a memory size > 0, as in 64m");
    }

    @Test
    void from_aHeapOrLimitInMegabytesWithoutUnit_isRefused() {
        assertBad("worker.max-heap", "512", "auto or a memory size >= 2m, as in 512m");
        assertBad("worker.max-rss", "512", "unlimited or a memory size >= 1m, as in 512m");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a,b\"", "5", "null", "{a=1}", "[a,null]", "[[a]]", "[{b=1}]", "[\"\"]", "[a,\" \"]"})
    void from_badLists_areRefused(String value) {
        assertBad("worker.jvm-options", value, TEXTS);
        assertBad("worker.classpath", value, TEXTS);
        assertBad("serialization.allow", value, TEXTS);
        assertBad("serialization.deny", value, TEXTS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "name | a b | letters, digits, - and _",
                "name | \"a.b\" | letters, digits, - and _",
                "name | null | letters, digits, - and _",
                "backend | thread | processes or threads",
                "backend | \"\" | processes or threads",
                "backend | [] | processes or threads",
                "chunking | auto | adaptive or fixed",
                "chunking | Fixed | adaptive or fixed",
                "chunking | {} | adaptive or fixed",
                "queue.when-full | wait | block, reject or notify",
                "queue.when-full | Reject | block, reject or notify",
                "queue.when-full | null | block, reject or notify",
                "worker.working-directory | /no/such/directory | an existing directory, or empty",
                "worker.heap-dump-directory | /no/such/directory | an existing directory, or empty",
                "retry.quarantine-after | 0 | unlimited or a whole number >= 1",
                "recycle.max-age | 0s | unlimited or a duration > 0, as in 500ms",
                "recycle.max-growth | 512k | unlimited or a memory size >= 1m, as in 512m",
                "recycle.jitter | 10 | a percentage from 0% to 90%, as in 10%",
                "recycle.jitter | 91% | a percentage from 0% to 90%, as in 10%",
                "recycle.jitter | -1% | a percentage from 0% to 90%, as in 10%",
                "recycle.jitter | % | a percentage from 0% to 90%, as in 10%",
                "worker.working-directory | null | a path, or empty",
                "worker.working-directory | [a] | a path, or empty",
            })
    void from_badTexts_areRefused(String key, String value, String expected) {
        assertBad(key, value, expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "imap",
                "queue",
                "retry",
                "nesting",
                "start",
                "worker",
                "worker.heartbeat",
                "worker.environment",
                "kill",
                "serialization",
                "pools"
            })
    void from_aValueInPlaceOfABlock_isRefused(String key) {
        for (String value : List.of("5", "[]", "null")) {
            assertThat(problemsOf("taskpool." + key + " = " + value)).hasSize(1);
            assertBad(key, value, "a block { ... }");
        }
    }

    @Test
    void from_aValueInPlaceOfTheWholeBlock_isRefused() {
        assertThat(problemsOf("taskpool = 5"))
                .containsExactly("taskpool: 5 (expected: a block { ... }), found in String: 1");
    }

    @Test
    void from_badVariables_areNamedWithoutTheirValues() {
        assertThat(problemsOf("taskpool.worker.environment { A = null, B = [secret], c.d = secret, \"e=f\" = secret,"
                        + " \"\" = secret, G = \"secret\\u0000\" }"))
                .containsExactly(
                        "taskpool.worker.environment.\"\": string (expected: a name without = and NUL, not empty),"
                                + " found in String: 1",
                        "taskpool.worker.environment.\"e=f\": string (expected: a name without = and NUL, not empty),"
                                + " found in String: 1",
                        "taskpool.worker.environment.A: null (expected: text), found in String: 1",
                        "taskpool.worker.environment.B: list (expected: text), found in String: 1",
                        "taskpool.worker.environment.G: string (expected: text without NUL), found in String: 1",
                        "taskpool.worker.environment.c: object (expected: text; a name with a dot is written in"
                                + " quotes), found in String: 1");
    }

    @Test
    void from_severalProblems_listsAllOfThem() {
        PoolConfigException e = failureOf("""
                taskpool {
                  wrokers = 3
                  workers = 0
                  worker.heartbeat = 5s
                  pools.a { chunking = random, name = b }
                }
                """);

        assertThat(e.problems())
                .containsExactly(
                        "taskpool.pools.a.chunking: random (expected: adaptive or fixed), found in String: 5",
                        "taskpool.pools.a.name: unknown key, found in String: 5",
                        "taskpool.worker.heartbeat: 5s (expected: a block { ... }), found in String: 4",
                        "taskpool.workers: 0 (expected: auto or a whole number >= 1), found in String: 3",
                        "taskpool.wrokers: unknown key (did you mean taskpool.workers?), found in String: 2");
        assertThat(e)
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("5 problems in the pool's configuration:\n  ")
                .hasMessageContainingAll(e.problems().toArray(String[]::new));
    }

    @Test
    void from_aFile_namesFileAndLine(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("my.conf"), "\n\ntaskpool.workers = none\n");

        assertThatThrownBy(() -> PoolSettings.from(ConfigFactory.parseFile(file.toFile())))
                .hasMessageContaining(
                        "taskpool.workers: none (expected: auto or a whole number >= 1), found in " + file + ": 3");
    }

    @Test
    void from_aLongBadValue_isCutShort() {
        String line = problemsOf("taskpool.workers = " + "x".repeat(10_000)).get(0);

        assertThat(line).hasSizeLessThan(250).contains("xxx... (expected");
    }

    @Test
    void exception_survivesSerialization() throws Exception {
        PoolConfigException e = failureOf("taskpool.workers = 0");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(e);
        }

        Object copy = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();

        assertThat(((PoolConfigException) copy).problems()).isEqualTo(e.problems());
    }

    private static void assertBad(String key, String value, String expected) {
        assertThat(problemsOf("taskpool." + key + " = " + value))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("taskpool." + key + ": ")
                        .endsWith(" (expected: " + expected + "), found in String: 1"));
        if (!key.equals("name") && !key.equals("pools")) {
            assertThat(problemsOf("taskpool { name = p, pools.p." + key + " = " + value + " }"))
                    .anySatisfy(line -> assertThat(line)
                            .startsWith("taskpool.pools.p." + key + ": ")
                            .endsWith(" (expected: " + expected + "), found in String: 1"));
        }
    }

    private static List<String> problemsOf(String hocon) {
        return failureOf(hocon).problems();
    }

    private static PoolConfigException failureOf(String hocon) {
        PoolConfigException failure = catchThrowableOfType(
                PoolConfigException.class, () -> PoolSettings.from(ConfigFactory.parseString(hocon)));
        assertThat(failure).as(hocon).isNotNull();
        return failure;
    }
}
