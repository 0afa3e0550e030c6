package dev.taskpool.benchmarks.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Where and when figures are taken. */
public final class Surroundings {
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'");

    private Surroundings() {}

    /**
     * What can be told of them.
     *
     * @param plan how much is measured
     * @param python which Python is measured; empty for none
     * @return facts by name
     */
    public static Map<String, String> now(String plan, String python) {
        var facts = new LinkedHashMap<String, String>();
        facts.put("processor", valueIn("/proc/cpuinfo", "model name"));
        facts.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("memory", valueIn("/proc/meminfo", "MemTotal"));
        facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("JDK", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        if (!python.isEmpty()) {
            facts.put("Python", said(python, "--version"));
        }
        String changed =
                said("git", "status", "--porcelain", "--untracked-files=no").isEmpty() ? "" : " and changes";
        facts.put("commit", said("git", "rev-parse", "--short", "HEAD") + changed);
        facts.put("date", ZonedDateTime.now(ZoneOffset.UTC).format(MINUTES));
        facts.put("plan", plan);
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        facts.put("load before", String.format(Locale.ROOT, "%.1f", load));
        return facts;
    }

    private static String valueIn(String file, String key) {
        try {
            return Files.readAllLines(Path.of(file)).stream()
                    .filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static String said(String... command) {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
