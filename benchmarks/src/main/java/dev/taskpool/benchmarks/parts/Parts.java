package dev.taskpool.benchmarks.parts;

import dev.taskpool.benchmarks.Figure;
import dev.taskpool.benchmarks.report.AllPeers;
import dev.taskpool.benchmarks.report.Result;
import dev.taskpool.benchmarks.report.Results;
import dev.taskpool.benchmarks.run.Surroundings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Measures parts by JMH: the time of each, and what it allocates. */
public final class Parts {
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private Parts() {}

    /**
     * Measures, and writes {@code benchmarks/results/parts.json}.
     *
     * @param args {@code --quick} for less; regular expressions for the names of benchmarks, or none for all
     * @throws IOException if the file cannot be written
     * @throws RunnerException if JMH cannot run
     */
    public static void main(String[] args) throws IOException, RunnerException {
        boolean quick = List.of(args).contains("--quick");
        ChainedOptionsBuilder options = new OptionsBuilder()
                .addProfiler(GCProfiler.class)
                .forks(quick ? 1 : 3)
                .warmupIterations(quick ? 4 : 5)
                .warmupTime(TimeValue.milliseconds(quick ? 500 : 1_000))
                .measurementIterations(quick ? 3 : 5)
                .measurementTime(TimeValue.milliseconds(quick ? 300 : 1_000));
        List<String> names =
                List.of(args).stream().filter(arg -> !arg.startsWith("--")).toList();
        (names.isEmpty() ? List.of("dev\\.taskpool\\..*Parts\\..*") : names).forEach(options::include);
        var results =
                new Results(Surroundings.now(quick ? "quick" : "full", ""), results(new Runner(options.build()).run()));
        results.write(Path.of("benchmarks/results/parts.json"));
        System.out.print(new AllPeers(results).markdown());
    }

    private static List<Result> results(Collection<RunResult> runs) {
        var results = new ArrayList<Result>();
        for (RunResult run : runs) {
            BenchmarkParams params = run.getParams();
            String name = params.getBenchmark();
            String part = name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1);
            String parameter = params.getParamsKeys().stream()
                    .map(key -> params.getParam(key) + " " + key)
                    .reduce("", (all, each) -> all + each);
            results.add(new Result("time", figure(part, parameter, "ns", run.getPrimaryResult())));
            results.add(new Result(
                    "allocated",
                    figure(
                            part,
                            parameter,
                            "bytes",
                            Objects.requireNonNull(run.getSecondaryResults().get(ALLOCATED)))));
        }
        return results;
    }

    private static Figure figure(String part, String parameter, String unit, org.openjdk.jmh.results.Result<?> result) {
        var statistics = result.getStatistics();
        return new Figure(
                part,
                parameter,
                unit,
                (int) statistics.getN(),
                statistics.getPercentile(50),
                statistics.getMin(),
                statistics.getMax());
    }
}
