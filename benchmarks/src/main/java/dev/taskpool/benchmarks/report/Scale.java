package dev.taskpool.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Where on an axis a value lies.
 *
 * @param least the value at the beginning
 * @param most the value at the end
 * @param logarithmic whether equal ways are equal ratios
 * @param from the coordinate of the beginning
 * @param to the coordinate of the end
 */
record Scale(double least, double most, boolean logarithmic, double from, double to) {
    private static final int MANY_TICKS = 6;

    /** An axis on which all values have room; a logarithmic one begins and ends at powers of ten. */
    static Scale around(List<Double> values, boolean logarithmic, double from, double to) {
        double least = values.stream().mapToDouble(v -> v).min().orElse(1);
        double most = values.stream().mapToDouble(v -> v).max().orElse(10);
        if (!logarithmic) {
            return new Scale(0, rounded(most), false, from, to);
        }
        double low = Math.pow(10, Math.floor(Math.log10(least) + 1e-9));
        double high = Math.pow(10, Math.ceil(Math.log10(most) - 1e-9));
        return new Scale(low, high > low ? high : low * 10, true, from, to);
    }

    private static double rounded(double value) {
        double unit = Math.pow(10, Math.floor(Math.log10(value)));
        return Math.ceil(value / unit * 2) / 2 * unit;
    }

    double at(double value) {
        double part =
                logarithmic ? Math.log10(Math.max(value, least) / least) / Math.log10(most / least) : value / most;
        return from + part * (to - from);
    }

    /** Values that are marked. */
    List<Double> ticks() {
        var ticks = new ArrayList<Double>();
        if (logarithmic) {
            for (double tick = least; tick <= most * 1.001; tick *= 10) {
                ticks.add(tick);
            }
        } else {
            for (int i = 0; i < MANY_TICKS; i++) {
                ticks.add(most * i / (MANY_TICKS - 1));
            }
        }
        return ticks;
    }
}
