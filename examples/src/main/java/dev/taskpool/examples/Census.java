package dev.taskpool.examples;

import dev.taskpool.PoolException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The sums over all jars. */
final class Census {
    private final Set<String> hashes = new HashSet<>();
    private final Map<Integer, Integer> byLevel = new TreeMap<>();
    private final Map<String, Integer> byPackage = new HashMap<>();
    private final Map<Path, String> failures = new LinkedHashMap<>();
    private long sizeBytes;
    private int jars;
    private int variants;
    private int modules;
    private int oddities;

    void add(JarReport report) {
        jars++;
        hashes.add(report.sha256());
        sizeBytes += report.sizeBytes();
        report.byLevel().forEach((level, count) -> byLevel.merge(level, count, Integer::sum));
        report.byPackage().forEach((name, count) -> byPackage.merge(name, count, Integer::sum));
        variants += report.variants();
        modules += report.modules();
        oddities += report.oddities();
    }

    /** What the jar's reader threw is the cause; a worker that was lost has none. */
    void addFailure(Path jar, PoolException failure) {
        Throwable cause = failure.getCause();
        failures.put(jar, cause != null ? cause.toString() : failure.toString());
    }

    int jars() {
        return jars;
    }

    int distinctJars() {
        return hashes.size();
    }

    long sizeBytes() {
        return sizeBytes;
    }

    int classes() {
        return byLevel.values().stream().mapToInt(Integer::intValue).sum();
    }

    int variants() {
        return variants;
    }

    int modules() {
        return modules;
    }

    int oddities() {
        return oddities;
    }

    Map<Integer, Integer> byLevel() {
        return byLevel;
    }

    List<Map.Entry<String, Integer>> largestPackages(int count) {
        return byPackage.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(count)
                .toList();
    }

    Map<Path, String> failures() {
        return failures;
    }
}
