package dev.taskpool.benchmarks.whole;

import dev.taskpool.benchmarks.Figure;
import dev.taskpool.benchmarks.Jvm;
import java.util.ArrayList;
import java.util.List;

/**
 * How long it takes from the making of a pool to its first result: of the first pool in a fresh program, and of the
 * next one.
 */
final class Start implements Bench {
    private static final List<Integer> WORKERS = List.of(1, 2);

    @Override
    public void measure(Session session) throws Exception {
        session.rest();
        for (int workers : WORKERS) {
            var first = new ArrayList<Double>();
            var next = new ArrayList<Double>();
            for (int i = 0; i < session.plan().starts(); i++) {
                var arguments = new ArrayList<>(List.of(Integer.toString(workers)));
                arguments.addAll(session.peer().arguments());
                String[] millis = Jvm.output(Probe.class, arguments).split(" ", -1);
                first.add(Double.valueOf(millis[0]));
                next.add(Double.valueOf(millis[1]));
            }
            String parameter = workers == 1 ? "1 worker" : workers + " workers";
            session.show(Figure.with("start to first result", parameter, "ms", values(first)));
            session.show(Figure.with("start to first result", parameter + ", next pool", "ms", values(next)));
        }
        shared(session);
    }

    /** What the uses of the program's shared pool take, after the one that makes it. */
    private static void shared(Session session) throws Exception {
        if (!session.peer().equals(new TaskpoolPeer(false, ""))) {
            return;
        }
        var uses = new ArrayList<Double>();
        for (int i = 0; i < session.plan().starts(); i++) {
            String[] millis = Jvm.output(SharedProbe.class, List.of()).strip().split(" ", -1);
            uses.add(Double.valueOf(millis[millis.length - 1]));
        }
        session.show(Figure.with("start to first result", "shared pool, used before", "ms", values(uses)));
    }

    private static double[] values(List<Double> list) {
        return list.stream().mapToDouble(each -> each).toArray();
    }
}
