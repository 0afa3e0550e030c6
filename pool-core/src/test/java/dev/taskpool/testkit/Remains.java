package dev.taskpool.testkit;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What pools could leave behind in this process and on this machine.
 *
 * @param things one line for each process, thread, listening port and file
 */
record Remains(Set<String> things) {
    private static final Path PROC = Path.of("/proc/self");
    private static final List<Path> FOLDERS =
            List.of(Path.of(System.getProperty("java.io.tmpdir")), Path.of("/dev/shm"));
    private static final Pattern PID = Pattern.compile("^taskpool-(\\d{1,9})\\b");
    private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d+)]");
    private static final String LISTENING = "0A";

    static Remains now() {
        try {
            Set<String> things = new TreeSet<>();
            addProcesses(things);
            addThreads(things);
            addListeningPorts(things);
            addFiles(things);
            return new Remains(things);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    Set<String> since(Remains before) {
        Set<String> left = new TreeSet<>(things);
        left.removeAll(before.things);
        return left;
    }

    private static void addProcesses(Set<String> things) {
        ProcessHandle.current()
                .descendants()
                .forEach(process -> things.add("process " + process.pid() + " "
                        + process.info().commandLine().orElse("")));
    }

    private static void addThreads(Set<String> things) {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            String name = thread.getName();
            if (name.startsWith("taskpool") || name.contains("pekko")) {
                things.add("thread " + thread.getId() + " " + name);
            }
        }
    }

    private static void addListeningPorts(Set<String> things) throws IOException {
        if (!Files.isDirectory(PROC.resolve("fd"))) {
            return; // not Linux
        }
        Set<String> own = ownSockets();
        for (String table : List.of("tcp", "tcp6")) {
            Path file = PROC.resolve("net").resolve(table);
            if (!Files.exists(file)) {
                continue;
            }
            Files.readAllLines(file).stream()
                    .map(line -> line.trim().split("\\s+"))
                    .filter(field -> field.length > 9 && field[3].equals(LISTENING) && own.contains(field[9]))
                    .forEach(field -> things.add("listening port " + port(field[1]) + " inode " + field[9]));
        }
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1), 16);
    }

    private static Set<String> ownSockets() throws IOException {
        Set<String> inodes = new TreeSet<>();
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(PROC.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                SOCKET.matcher(target(descriptor))
                        .results()
                        .map(found -> found.group(1))
                        .forEach(inodes::add);
            }
        }
        return inodes;
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return ""; // closed meanwhile
        }
    }

    private static void addFiles(Set<String> things) throws IOException {
        for (Path folder : FOLDERS) {
            if (!Files.isDirectory(folder)) {
                continue;
            }
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "taskpool*")) {
                for (Path file : files) {
                    if (!belongsToAnotherProgram(file.getFileName().toString())) {
                        things.add("file " + file);
                    }
                }
            }
        }
    }

    /** A name that begins with the pid of a live process which is neither this one nor its child. */
    private static boolean belongsToAnotherProgram(String name) {
        Set<Long> family =
                ProcessHandle.current().descendants().map(ProcessHandle::pid).collect(Collectors.toSet());
        family.add(ProcessHandle.current().pid());
        return PID.matcher(name)
                .results()
                .map(found -> Long.valueOf(found.group(1)))
                .anyMatch(pid -> !family.contains(pid) && ProcessHandle.of(pid).isPresent());
    }
}
