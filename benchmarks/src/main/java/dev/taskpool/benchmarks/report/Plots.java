package dev.taskpool.benchmarks.report;

import dev.taskpool.benchmarks.report.Lines.Point;
import dev.taskpool.benchmarks.report.Lines.Series;
import dev.taskpool.benchmarks.report.Result.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The plots of a run, by the names of their files. What was not measured is not plotted. */
public final class Plots {
    /** Those that have a line; all have bars. */
    private static final List<String> LINED = List.of(
            "Taskpool",
            "mp.Pool/fork",
            "Taskpool threads",
            "PP4J",
            "loky",
            "ProcessPoolExecutor/fork",
            "mp.Pool/spawn",
            "pebble");

    private static final Pattern NUMBER = Pattern.compile("([\\d.]+) ?(KB|MB|GB)?");

    private final Results results;
    private final Map<String, String> plots = new LinkedHashMap<>();

    private Plots(Results results) {
        this.results = results;
    }

    /**
     * Draws the whole-pool figures.
     *
     * @param results what came of a run
     * @return drawings by name
     */
    public static Map<String, String> ofPools(Results results) {
        var plots = new Plots(results);
        plots.bars("latency", "One small task, there and back: median", "apply", "p50", true);
        plots.bars(
                "start",
                "From making a pool of 2 workers to its first result",
                "start to first result",
                "2 workers",
                true);
        plots.bars("throughput", "Small tasks, each sent alone", "applyAsync", "", true);
        plots.lines("map", "map of small items", "items in a chunk", "items a second", true, "map");
        plots.lines(
                "efficiency",
                "How much of 2 processors tasks get",
                "length of a task, ms",
                "% of ideal",
                false,
                "efficiency");
        plots.lines("arguments", "Large arguments", "bytes of an argument", "MB/s", true, "arguments");
        plots.lines("results", "Large results", "bytes of a result", "MB/s", true, "results");
        plots.bars("memory", "Memory of an idle worker", "idle worker, PSS", "", false);
        return plots.plots;
    }

    /**
     * Draws what the schedule takes.
     *
     * @param results of a simulation, whose peers are numbers of workers and whose parameters numbers of items
     * @return drawings by name
     */
    public static Map<String, String> ofSimulation(Results results) {
        var plots = new Plots(results);
        List<String> drawn = results.rows().stream()
                .map(Row::bench)
                .distinct()
                .filter(bench -> !bench.endsWith("decisions")) // they are the inverse of the time
                .toList();
        for (String bench : drawn) {
            List<Series> series = results.peers().stream()
                    .map(peer -> plots.series(bench, peer, false))
                    .filter(each -> !each.points().isEmpty())
                    .toList();
            Row row = results.rows(bench).get(0);
            plots.plots.put(
                    "schedule-" + bench.replaceAll("\\W+", "-"),
                    new Lines("The schedule: " + bench, "items that wait at first", row.unit(), true, series).svg());
        }
        return plots.plots;
    }

    private void bars(String name, String title, String bench, String parameter, boolean logarithmic) {
        results.rows(bench).stream()
                .filter(row -> row.parameter().equals(parameter))
                .findFirst()
                .ifPresent(row -> plots.put(name, Bars.svg(title, results, row, logarithmic)));
    }

    private void lines(String name, String title, String across, String upwards, boolean logarithmic, String bench) {
        List<Series> series = LINED.stream()
                .map(peer -> series(bench, peer, peer.equals("Taskpool")))
                .filter(each -> each.points().size() > 1)
                .toList();
        if (!series.isEmpty()) {
            plots.put(name, new Lines(title, across, upwards, logarithmic, series).svg());
        }
    }

    private Series series(String bench, String peer, boolean ours) {
        Function<Row, List<Point>> point = row -> {
            OptionalDouble x = number(row.parameter());
            return results.figure(row, peer).isEmpty() || x.isEmpty()
                    ? List.of()
                    : List.of(new Point(
                            x.getAsDouble(),
                            results.figure(row, peer).orElseThrow().median(),
                            label(row.parameter())));
        };
        return new Series(
                peer,
                ours,
                results.rows(bench).stream().map(point).flatMap(List::stream).toList());
    }

    /** The number that a parameter tells of, without its words. */
    static OptionalDouble number(String parameter) {
        Matcher matcher = NUMBER.matcher(parameter.replace(",", ""));
        if (!matcher.find()) {
            return OptionalDouble.empty();
        }
        double value = Double.parseDouble(matcher.group(1));
        String unit = String.valueOf(matcher.group(2));
        return OptionalDouble.of(
                switch (unit) {
                    case "KB" -> value * 1e3;
                    case "MB" -> value * 1e6;
                    case "GB" -> value * 1e9;
                    default -> value;
                });
    }

    private static String label(String parameter) {
        return parameter.replaceAll("chunks of | ms tasks| items", "");
    }
}
