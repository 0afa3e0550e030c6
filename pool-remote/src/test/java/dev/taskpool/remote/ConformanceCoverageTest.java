package dev.taskpool.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.testkit.Case;
import dev.taskpool.testkit.PoolFixture;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every case of the conformance list is bound to a test that runs, or named with the reason why not. */
class ConformanceCoverageTest {
    private static final String DIFFERS = " differs";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POOL", "EXEC", "EXC", "CRASH", "TIME", "SHUT", "INIT", "RECY", "PROC", "QUEUE", "PIPE", "LOCK", "SEM",
                "EVENT", "COND", "BARR", "TIMER", "VAL", "SHM", "MGR"
            })
    void cases_ofAGroup_areBoundOrExcepted(String group) throws Exception {
        Set<String> covered = new TreeSet<>(exceptions().keySet());
        covered.addAll(boundCases());
        assertThat(cases().keySet().stream().filter(id -> id.startsWith(group + "-")))
                .isNotEmpty()
                .allMatch(covered::contains);
    }

    @Test
    void boundCases_areCasesOfTheList() throws Exception {
        assertThat(cases().keySet()).containsAll(boundCases());
    }

    @Test
    void exceptions_haveAReasonAndNoTest() throws Exception {
        Map<String, String> exceptions = exceptions();
        assertThat(cases().keySet()).containsAll(exceptions.keySet());
        assertThat(exceptions.values()).allMatch(reason -> reason.length() > 20);
        assertThat(boundCases()).doesNotContainAnyElementsOf(exceptions.keySet());
    }

    @Test
    void differences_haveAReasonAndATest() throws Exception {
        Map<String, String> differences = differences();
        assertThat(differences.values()).allMatch(reason -> reason.length() > 20);
        assertThat(boundCases()).containsAll(differences.keySet());
    }

    @Test
    void contracts_areRunOnThreadsAndOnChildJvms() throws Exception {
        List<Class<?>> classes = testClasses();
        for (Class<?> contract : classes) {
            if (contract.isInterface()
                    && PoolFixture.class.isAssignableFrom(contract)
                    && contract != PoolFixture.class) {
                assertThat(classes.stream().filter(type -> runs(type, contract)).map(ConformanceCoverageTest::kind))
                        .as(contract.getSimpleName())
                        .contains("threads", "processes");
            }
        }
    }

    private static boolean runs(Class<?> type, Class<?> contract) {
        return contract.isAssignableFrom(type) && !type.isInterface() && !Modifier.isAbstract(type.getModifiers());
    }

    private static String kind(Class<?> type) {
        return ProcessFixture.class.isAssignableFrom(type) ? "processes" : "threads";
    }

    private static Set<String> boundCases() throws Exception {
        Set<String> ids = new TreeSet<>();
        for (Class<?> type : testClasses()) {
            for (Method method : type.getDeclaredMethods()) {
                Case bound = method.getAnnotation(Case.class);
                if (bound == null) {
                    continue;
                }
                assertThat(isTest(method)).as(method + " is a test").isTrue();
                ids.addAll(Arrays.asList(bound.value()));
            }
        }
        return ids;
    }

    private static boolean isTest(Method method) {
        return method.isAnnotationPresent(Test.class)
                || method.isAnnotationPresent(RepeatedTest.class)
                || method.isAnnotationPresent(ParameterizedTest.class);
    }

    /** The compiled test classes of this module and of the core, be they in a folder or in a jar. */
    private static List<Class<?>> testClasses() throws Exception {
        List<Class<?>> classes = new ArrayList<>();
        classes.addAll(classesBeside(Case.class));
        classes.addAll(classesBeside(ConformanceCoverageTest.class));
        return classes;
    }

    private static List<Class<?>> classesBeside(Class<?> one) throws IOException, URISyntaxException {
        Path place =
                Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isDirectory(place)) {
            return classesUnder(place);
        }
        try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + place.toUri()), Map.of())) {
            return classesUnder(jar.getPath("/"));
        }
    }

    private static List<Class<?>> classesUnder(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.startsWith("dev/taskpool/") && name.endsWith(".class"))
                    .filter(name -> !name.endsWith("package-info.class"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .<Class<?>>map(ConformanceCoverageTest::load)
                    .collect(Collectors.toList());
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, ConformanceCoverageTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> cases() throws IOException {
        return read("/conformance-cases.txt", " ");
    }

    /** Cases without a test. */
    private static Map<String, String> exceptions() throws IOException {
        Map<String, String> lines = read("/conformance-exceptions.txt", ":");
        lines.keySet().removeIf(key -> key.endsWith(DIFFERS));
        return lines;
    }

    /** Cases whose test expects something else than the list. */
    private static Map<String, String> differences() throws IOException {
        Map<String, String> differences = new TreeMap<>();
        read("/conformance-exceptions.txt", ":").forEach((key, reason) -> {
            if (key.endsWith(DIFFERS)) {
                differences.put(key.substring(0, key.length() - DIFFERS.length()), reason);
            }
        });
        return differences;
    }

    private static Map<String, String> read(String resource, String separator) throws IOException {
        Map<String, String> lines = new TreeMap<>();
        try (InputStream in = Case.class.getResourceAsStream(resource);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> {
                        int end = line.indexOf(separator);
                        lines.put(
                                line.substring(0, end), line.substring(end + 1).trim());
                    });
        }
        return lines;
    }
}
