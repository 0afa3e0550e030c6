package dev.taskpool.benchmarks.limits;

import dev.taskpool.benchmarks.Figure;
import dev.taskpool.benchmarks.Jvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Measures how soon a byte comes back from another JVM, and how many a second, by socket and by shared memory. */
public final class Limits {
    private static final String SOCKET = "limit: socket";
    private static final String MEMORY = "limit: shared memory";
    private static final int IN_FLIGHT = 8;

    private Limits() {}

    /**
     * Measures; prints one line of JSON a figure.
     *
     * @param args {@code full}, {@code quick} or {@code smoke}
     * @throws IOException if a socket or a file cannot be used
     * @throws InterruptedException never
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        boolean quick = !args[0].equals("full");
        bySocket(quick ? 3 : 7, quick ? 3_000 : 20_000, figure -> System.out.println(figure.json(SOCKET)));
        byMemory(quick ? 3 : 7, quick ? 3_000 : 20_000, figure -> System.out.println(figure.json(MEMORY)));
    }

    static void bySocket(int runs, int trips, Consumer<Figure> figures) throws IOException {
        try (SocketEcho echo = SocketEcho.start()) {
            show(runs, trips, echo::roundTrip, figures);
            double[] perSecond = new double[runs];
            for (int i = -runs; i < runs; i++) {
                long begun = System.nanoTime();
                echo.roundTrips(trips, IN_FLIGHT);
                perSecond[Math.max(0, i)] = trips * 1e9 / (System.nanoTime() - begun);
            }
            figures.accept(Figure.of("applyAsync", "tasks/s", perSecond));
        }
    }

    static void byMemory(int runs, int trips, Consumer<Figure> figures) throws IOException, InterruptedException {
        Path folder = Path.of("/dev/shm");
        Path file = Files.isDirectory(folder)
                ? Files.createTempFile(folder, "ping-pong-", "")
                : Files.createTempFile("ping-pong-", "");
        try {
            Files.write(file, new byte[MemoryEcho.BYTES]);
            Process process = Jvm.command(MemoryEcho.class, List.of(file.toString()))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try {
                show(runs, trips, MemoryEcho.open(file, process)::roundTrip, figures);
            } finally {
                process.destroyForcibly().waitFor();
            }
        } finally {
            Files.delete(file);
        }
    }

    /** There and back. */
    interface RoundTrip {
        void go() throws IOException;
    }

    private static void show(int runs, int trips, RoundTrip trip, Consumer<Figure> figures) throws IOException {
        double[] p50 = new double[runs];
        double[] p99 = new double[runs];
        double[] micros = new double[trips];
        for (int i = -runs; i < runs; i++) { // as many before as count
            for (int j = 0; j < trips; j++) {
                long begun = System.nanoTime();
                trip.go();
                micros[j] = (System.nanoTime() - begun) / 1e3;
            }
            Arrays.sort(micros);
            p50[Math.max(0, i)] = micros[trips / 2];
            p99[Math.max(0, i)] = micros[(int) (trips * 99L / 100)];
        }
        figures.accept(Figure.with("apply", "p50", "us", p50));
        figures.accept(Figure.with("apply", "p99", "us", p99));
    }
}
