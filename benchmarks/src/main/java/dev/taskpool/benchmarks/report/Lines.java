package dev.taskpool.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A plot of how something depends on something else: a line for each of several.
 *
 * @param title what is shown
 * @param across what goes from left to right, with its unit
 * @param upwards what goes from bottom to top, with its unit
 * @param logarithmic whether it goes up in equal ratios
 * @param series the lines
 */
record Lines(String title, String across, String upwards, boolean logarithmic, List<Series> series) {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 400;
    private static final int LEFT = 78;
    private static final int RIGHT = 200;
    private static final int TOP = 52;
    private static final int BOTTOM = 56;
    private static final int LEGEND_STEP = 22;

    /**
     * A line.
     *
     * @param name whose it is
     * @param ours whether it stands out
     * @param points from left to right
     */
    record Series(String name, boolean ours, List<Point> points) {}

    /**
     * A point of a line.
     *
     * @param x from left to right
     * @param y from bottom to top
     * @param label of x
     */
    record Point(double x, double y, String label) {}

    String svg() {
        Scale x = Scale.around(values(true), true, LEFT, WIDTH - RIGHT);
        Scale y = Scale.around(values(false), logarithmic, HEIGHT - BOTTOM, TOP);
        Svg svg = new Svg(WIDTH, HEIGHT);
        svg.text("title", "start", 16, 28, title);
        for (double tick : y.ticks()) {
            svg.line("grid", LEFT, y.at(tick), WIDTH - RIGHT, y.at(tick));
            svg.text("note", "end", LEFT - 8, y.at(tick) + 4, Amount.onAxis(tick));
        }
        series.stream()
                .flatMap(each -> each.points().stream())
                .map(Point::x)
                .distinct()
                .forEach(at -> {
                    svg.line("grid", x.at(at), TOP, x.at(at), HEIGHT - BOTTOM);
                    svg.text("note", "middle", x.at(at), HEIGHT - BOTTOM + 18, label(at));
                });
        svg.line("axis", LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT, HEIGHT - BOTTOM);
        svg.line("axis", LEFT, TOP, LEFT, HEIGHT - BOTTOM);
        svg.text("note", "middle", (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 16, across);
        svg.upwards("note", 20, (TOP + HEIGHT - BOTTOM) / 2.0, upwards + (logarithmic ? ", logarithmic" : ""));
        for (int i = series.size() - 1; i >= 0; i--) { // ours, the first, above the others
            draw(svg, series.get(i), color(i), x, y);
            double at = TOP + 8 + LEGEND_STEP * i;
            svg.bar(color(i), WIDTH - RIGHT + 16, at - 2, 18, 4);
            svg.text(
                    series.get(i).ours() ? "ours" : "name",
                    "start",
                    WIDTH - RIGHT + 40,
                    at + 4,
                    series.get(i).name());
        }
        return svg.toString();
    }

    private String color(int index) {
        return series.get(index).ours() ? Palette.OURS : Palette.of(index);
    }

    private String label(double x) {
        return series.stream()
                .flatMap(each -> each.points().stream())
                .filter(point -> point.x() == x)
                .map(Point::label)
                .findFirst()
                .orElse("");
    }

    private List<Double> values(boolean across) {
        var values = new ArrayList<Double>();
        series.forEach(each -> each.points().forEach(point -> values.add(across ? point.x() : point.y())));
        return values;
    }

    private static void draw(Svg svg, Series series, String color, Scale x, Scale y) {
        String points = series.points().stream()
                .map(point -> Svg.format("%.1f,%.1f", x.at(point.x()), y.at(point.y())))
                .collect(Collectors.joining(" "));
        svg.path(color, series.ours(), points);
        series.points().forEach(point -> svg.dot(color, x.at(point.x()), y.at(point.y())));
    }
}
