package dev.taskpool.benchmarks.whole;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What Linux says of a process. */
final class ProcessFigures {
    private static final String PSS = "Pss:";

    private ProcessFigures() {}

    /** Its memory, of what it shares only its part. */
    static double pssMegabytes(long pid) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup"))) {
            if (line.startsWith(PSS)) {
                String kilobytes =
                        line.substring(PSS.length()).replace("kB", "").strip();
                return Long.parseLong(kilobytes) * 1_024 / 1e6;
            }
        }
        throw new UnsupportedOperationException("the kernel does not tell");
    }

    /** How many threads it has. */
    static double threads(long pid) throws IOException {
        return tasks(pid).size();
    }

    /** What is known of each of its threads: a folder. */
    static List<Path> tasks(long pid) throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc/" + pid + "/task"))) {
            return tasks.toList();
        }
    }

    /** Something of each of several processes. */
    static double[] each(List<Long> pids, Of of) throws IOException {
        var values = new double[pids.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = of.of(pids.get(i));
        }
        return values;
    }

    /** Something of a process. */
    interface Of {
        double of(long pid) throws IOException;
    }
}
