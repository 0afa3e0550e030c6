package dev.taskpool.remote.internal.launch;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a child's lines go, each marked with the child it comes from. */
final class OutputSinks {
    private static final Logger log = LoggerFactory.getLogger("dev.taskpool.output");

    private OutputSinks() {}

    static Consumer<String> stdout(OutputMode mode, String prefix) {
        return switch (mode) {
            case INHERIT -> line -> System.out.println(prefix + line);
            case LOG -> line -> log.info("{}{}", prefix, line);
            case DISCARD -> line -> {};
        };
    }

    static Consumer<String> stderr(OutputMode mode, String prefix) {
        return switch (mode) {
            case INHERIT -> line -> System.err.println(prefix + line);
            case LOG -> line -> log.warn("{}{}", prefix, line);
            case DISCARD -> line -> {};
        };
    }
}
