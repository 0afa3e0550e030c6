package dev.taskpool.benchmarks.report;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.taskpool.benchmarks.Figure;

/**
 * A figure and whose it is.
 *
 * @param peer who was measured
 * @param figure what came of it
 */
public record Result(String peer, Figure figure) {
    /**
     * Reads a line as {@link Figure#json} writes it.
     *
     * @param line an object in JSON
     * @return what it tells
     */
    public static Result of(String line) {
        return of(ConfigFactory.parseString(line));
    }

    static Result of(Config config) {
        return new Result(
                config.getString("peer"),
                new Figure(
                        config.getString("bench"),
                        config.getString("parameter"),
                        config.getString("unit"),
                        config.getInt("n"),
                        config.getDouble("value"),
                        config.getDouble("min"),
                        config.getDouble("max")));
    }

    String json() {
        return figure.json(peer);
    }

    /** What was measured, whoever it was. */
    Row row() {
        return new Row(figure.bench(), figure.parameter(), figure.unit());
    }

    /**
     * A row of a table.
     *
     * @param bench what was measured
     * @param parameter of which size or kind
     * @param unit in what
     */
    record Row(String bench, String parameter, String unit) {
        /** Whether less of it is better. */
        boolean lessIsBetter() {
            return !unit.endsWith("/s") && !unit.startsWith("%");
        }

        String words() {
            return (parameter.isEmpty() ? bench : bench + ", " + parameter) + ", " + unit;
        }
    }
}
