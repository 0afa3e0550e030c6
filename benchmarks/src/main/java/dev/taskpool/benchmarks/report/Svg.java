package dev.taskpool.benchmarks.report;

import java.util.Locale;

/** A drawing that is legible on a light and on a dark background, for it brings its own, as the reader prefers. */
final class Svg {
    private static final String STYLE = """
            <style>
            text { font: 12px system-ui, 'DejaVu Sans', sans-serif; fill: #1f2328 }
            .title { font-size: 15px; font-weight: 600 }
            .note { fill: #59636e }
            .page { fill: #ffffff; stroke: #d1d9e0 }
            .grid { stroke: #d1d9e0; stroke-width: 1 }
            .axis { stroke: #59636e; stroke-width: 1 }
            .ours { font-weight: 700 }
            .whisker { stroke: #1f2328; stroke-width: 1.5 }
            @media (prefers-color-scheme: dark) {
              text { fill: #f0f6fc }
              .note { fill: #9198a1 }
              .page { fill: #0d1117; stroke: #3d444d }
              .grid { stroke: #2a313c }
              .axis { stroke: #9198a1 }
              .whisker { stroke: #f0f6fc }
            }
            </style>
            """;

    private final StringBuilder body = new StringBuilder();
    private final int width;
    private final int height;

    Svg(int width, int height) {
        this.width = width;
        this.height = height;
    }

    Svg line(String kind, double x1, double y1, double x2, double y2) {
        body.append(format("<line class='%s' x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f'/>%n", kind, x1, y1, x2, y2));
        return this;
    }

    Svg bar(String color, double x, double y, double barWidth, double barHeight) {
        body.append(format(
                "<rect fill='%s' x='%.1f' y='%.1f' width='%.1f' height='%.1f' rx='2'/>%n",
                color, x, y, barWidth, barHeight));
        return this;
    }

    Svg dot(String color, double x, double y) {
        body.append(format("<circle fill='%s' cx='%.1f' cy='%.1f' r='3.5'/>%n", color, x, y));
        return this;
    }

    /** A line through points, which are pairs of coordinates in text form. */
    Svg path(String color, boolean bold, String points) {
        body.append(format(
                "<polyline fill='none' stroke='%s' stroke-width='%s' points='%s'/>%n",
                color, bold ? "3.5" : "1.8", points));
        return this;
    }

    /** Text whose anchor is start, middle or end. */
    Svg text(String kind, String anchor, double x, double y, String words) {
        body.append(format(
                "<text class='%s' text-anchor='%s' x='%.1f' y='%.1f'>%s</text>%n", kind, anchor, x, y, escaped(words)));
        return this;
    }

    /** Text that reads upwards. */
    Svg upwards(String kind, double x, double y, String words) {
        body.append(format(
                "<text class='%s' text-anchor='middle' transform='translate(%.1f %.1f) rotate(-90)'>%s</text>%n",
                kind, x, y, escaped(words)));
        return this;
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    @Override
    public String toString() {
        return format(
                        "<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d' viewBox='0 0 %d %d'>%n",
                        width, height, width, height)
                + STYLE
                + format("<rect class='page' x='0.5' y='0.5' width='%d' height='%d' rx='6'/>%n", width - 1, height - 1)
                + body
                + "</svg>\n";
    }
}
