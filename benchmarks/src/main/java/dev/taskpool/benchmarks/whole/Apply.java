package dev.taskpool.benchmarks.whole;

import dev.taskpool.benchmarks.Figure;

/** How long a caller waits for one small task. */
final class Apply implements Bench {
    @Override
    public void measure(Session session) throws Exception {
        int runs = session.plan().runs();
        double[] p50 = new double[runs];
        double[] p99 = new double[runs];
        new Runs(session.plan()).of(() -> micros(session)[0]);
        for (int i = 0; i < runs; i++) {
            double[] micros = micros(session);
            p50[i] = Runs.percentile(micros, 50);
            p99[i] = Runs.percentile(micros, 99);
        }
        session.show(Figure.with("apply", "p50", "us", p50));
        session.show(Figure.with("apply", "p99", "us", p99));
    }

    /** How long each of many calls takes. */
    static double[] micros(Session session) {
        double[] micros = new double[session.plan().calls()];
        for (int i = 0; i < micros.length; i++) {
            long begun = System.nanoTime();
            session.pool().apply(x -> x, i);
            micros[i] = (System.nanoTime() - begun) / 1e3;
        }
        return micros;
    }
}
