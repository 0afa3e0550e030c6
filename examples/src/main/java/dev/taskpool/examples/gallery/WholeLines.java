package dev.taskpool.examples.gallery;

import dev.taskpool.process.JvmProcess;
import dev.taskpool.sync.Manager;
import dev.taskpool.sync.SharedLock;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Children write long lines piece by piece to one file, and under one lock no two lines mix. */
public final class WholeLines {
    private static final int PIECES = 100;
    private static final int PIECE_LENGTH = 1_000;

    private WholeLines() {}

    /**
     * Runs the example.
     *
     * @param args how many children (10)
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        int children = args.length > 0 ? Integer.parseInt(args[0]) : 10;
        Path file = Files.createTempFile("whole-lines", ".txt");
        try (Manager manager = Manager.start()) {
            SharedLock lock = manager.lock();
            String name = file.toString();
            List<JvmProcess> writers = new ArrayList<>();
            for (int i = 0; i < children; i++) {
                String piece = String.valueOf((char) ('a' + i)).repeat(PIECE_LENGTH);
                writers.add(JvmProcess.start(() -> write(name, piece, lock)));
            }
            for (JvmProcess writer : writers) {
                writer.join();
            }
            for (String line : Files.readAllLines(file)) {
                boolean whole = line.chars().distinct().count() == 1;
                System.out.println(line.charAt(0) + " " + line.length() + (whole ? " whole" : " mixed"));
            }
        } finally {
            Files.delete(file);
        }
    }

    @SuppressWarnings("try") // the lock is held for its end alone
    private static void write(String file, String piece, SharedLock lock) throws IOException, InterruptedException {
        try (SharedLock.Held held = lock.hold();
                Writer writer = Files.newBufferedWriter(Path.of(file), StandardOpenOption.APPEND)) {
            for (int i = 0; i < PIECES; i++) {
                writer.write(piece);
                writer.flush();
            }
            writer.write("\n");
        }
    }
}
