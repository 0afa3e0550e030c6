package dev.taskpool.benchmarks.report;

import dev.taskpool.benchmarks.Figure;
import dev.taskpool.benchmarks.report.Result.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A plot of one figure of all peers: a bar each, the best at the top, with a line from the least to the most. */
final class Bars {
    private static final int WIDTH = 760;
    private static final int LEFT = 190;
    private static final int RIGHT = 90;
    private static final int TOP = 62;
    private static final int STEP = 26;
    private static final int THICK = 16;
    private static final int BOTTOM = 48;

    private Bars() {}

    static String svg(String title, Results results, Row row, boolean logarithmic) {
        List<Result> all = sorted(results, row);
        var values = new ArrayList<Double>();
        all.forEach(result ->
                values.addAll(List.of(result.figure().least(), result.figure().most())));
        Scale scale = Scale.around(values, logarithmic, LEFT, WIDTH - RIGHT);
        int bottom = TOP + all.size() * STEP;
        Svg svg = new Svg(WIDTH, bottom + BOTTOM);
        svg.text("title", "start", 16, 26, title);
        svg.text(
                "note", "start", 16, 45, (row.lessIsBetter() ? "less" : "more") + " is better; the line is the spread");
        for (double tick : scale.ticks()) {
            svg.line("grid", scale.at(tick), TOP - 6, scale.at(tick), bottom);
            svg.text("note", "middle", scale.at(tick), bottom + 17, Amount.onAxis(tick));
        }
        String unit = row.unit() + (logarithmic ? ", logarithmic" : "");
        svg.text("note", "middle", (LEFT + WIDTH - RIGHT) / 2.0, bottom + 36, unit);
        for (int i = 0; i < all.size(); i++) {
            bar(svg, scale, all.get(i), TOP + i * STEP);
        }
        return svg.toString();
    }

    private static void bar(Svg svg, Scale scale, Result result, int y) {
        Figure figure = result.figure();
        Peerage peerage = Peerage.of(result.peer());
        double middle = y + THICK / 2.0;
        svg.text(peerage == Peerage.OURS ? "ours" : "name", "end", LEFT - 8, middle + 4, result.peer());
        svg.bar(Palette.of(peerage), LEFT, y, Math.max(1, scale.at(figure.median()) - LEFT), THICK);
        svg.line("whisker", scale.at(figure.least()), middle, scale.at(figure.most()), middle);
        svg.text("name", "start", scale.at(figure.most()) + 6, middle + 4, Amount.of(figure.median()));
    }

    private static List<Result> sorted(Results results, Row row) {
        Comparator<Result> byMedian =
                Comparator.comparingDouble(result -> result.figure().median());
        return results.list().stream()
                .filter(result -> result.row().equals(row))
                .sorted(row.lessIsBetter() ? byMedian : byMedian.reversed())
                .toList();
    }
}
