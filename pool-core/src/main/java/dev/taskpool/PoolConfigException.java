package dev.taskpool;

import com.typesafe.config.ConfigException;
import java.io.Serial;
import java.util.List;

/** A pool's configuration has unknown keys or bad values; its message lists all of them. */
public final class PoolConfigException extends ConfigException {
    @Serial
    private static final long serialVersionUID = 1;

    private final List<String> problems;

    /**
     * Made by the pool.
     *
     * @param problems one line for each problem, at least one
     */
    public PoolConfigException(List<String> problems) {
        super(message(problems));
        this.problems = List.copyOf(problems);
    }

    /**
     * What is wrong.
     *
     * @return one line for each problem: the key, its value, what is expected, and where it was found
     */
    public List<String> problems() {
        return problems;
    }

    private static String message(List<String> problems) {
        String lead = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
        return lead + " in the pool's configuration:\n  " + String.join("\n  ", problems);
    }
}
