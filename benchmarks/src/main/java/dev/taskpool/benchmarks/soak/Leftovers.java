package dev.taskpool.benchmarks.soak;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Looks for what pools of this process could have left: processes, threads, files and listening ports. Linux only. */
final class Leftovers {
    private static final Path PROC = Path.of("/proc/self");
    private static final Pattern OWNER = Pattern.compile("taskpool-(\\d{1,9})-.*");
    private static final String LISTENING = "0A";
    private static final int STATE = 3;
    private static final int INODE = 9;

    private Leftovers() {}

    /** One line for each. */
    static Set<String> find(Census census) throws IOException {
        Set<String> things = new TreeSet<>();
        ProcessHandle.current().descendants().forEach(process -> things.add(text(process)));
        census.survivors().forEach(process -> things.add(text(process)));
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("taskpool") || thread.getName().contains("pekko")) {
                things.add("thread " + thread.getName());
            }
        }
        addFiles(Path.of("/dev/shm"), things);
        addFiles(Path.of(System.getProperty("java.io.tmpdir")), things);
        addListeningPorts(things);
        return things;
    }

    private static String text(ProcessHandle process) {
        return "process " + process.pid() + " " + process.info().commandLine().orElse("");
    }

    private static void addFiles(Path folder, Set<String> things) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "taskpool*")) {
            for (Path file : files) {
                if (!isOfAnotherProgram(file.getFileName().toString())) {
                    things.add("file " + file);
                }
            }
        }
    }

    /** Names tell the process that made them; one that is neither this one nor dead will clean up by itself. */
    private static boolean isOfAnotherProgram(String name) {
        Matcher owner = OWNER.matcher(name);
        if (!owner.matches()) {
            return false;
        }
        long pid = Long.parseLong(owner.group(1));
        return pid != ProcessHandle.current().pid() && ProcessHandle.of(pid).isPresent();
    }

    private static void addListeningPorts(Set<String> things) throws IOException {
        Set<String> own = ownDescriptors();
        for (String table : List.of("tcp", "tcp6")) {
            Path file = PROC.resolve("net").resolve(table);
            if (!Files.exists(file)) {
                continue;
            }
            for (String line : Files.readAllLines(file)) {
                String[] fields = line.trim().split("\\s+", -1);
                if (fields.length > INODE
                        && fields[STATE].equals(LISTENING)
                        && own.contains("socket:[" + fields[INODE] + "]")) {
                    things.add("listening port, hexadecimal " + fields[1]);
                }
            }
        }
    }

    private static Set<String> ownDescriptors() throws IOException {
        try (var descriptors = Files.list(PROC.resolve("fd"))) {
            return descriptors.map(Leftovers::target).collect(Collectors.toSet());
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return ""; // closed meanwhile
        }
    }
}
