package dev.taskpool.benchmarks.whole;

import dev.taskpool.benchmarks.Figure;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Measures one peer; prints one line of JSON a figure. What fails is told on stderr, and has no figure. */
public final class Measure {
    private Measure() {}

    /**
     * Measures.
     *
     * @param args the peer's name; {@code full}, {@code quick} or {@code smoke}; what to measure, separated by commas;
     *     and what makes the peer
     * @throws IOException if no JVM can be started
     * @throws InterruptedException never
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Peer peer = Peers.of(List.of(args).subList(3, args.length));
        Prelude.play(peer);
        measure(peer, Plan.of(args[1]), List.of(args[2].split(",", -1)), figure -> {
            System.out.println(figure.json(args[0]));
            System.out.flush();
        });
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        Runtime.getRuntime().halt(0); // some peers leave threads behind
    }

    static void measure(Peer peer, Plan plan, List<String> only, Consumer<Figure> figures) {
        try (var session = new Session(peer, plan, figures)) {
            for (Map.Entry<String, Bench> bench : Benches.all().entrySet()) {
                if (only.contains(bench.getKey())) {
                    measure(bench.getKey(), bench.getValue(), session);
                }
            }
        }
    }

    @SuppressWarnings("CatchingUnchecked") // whatever fails in one bench, the others are measured
    private static void measure(String name, Bench bench, Session session) {
        try {
            bench.measure(session);
        } catch (UnsupportedOperationException e) {
            session.missing(name, e);
        } catch (Exception e) {
            System.err.println(name + " failed");
            e.printStackTrace();
            session.close(); // its pool may not be what it was
        }
    }
}
