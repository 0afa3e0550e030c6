package dev.taskpool.benchmarks.report;

import java.util.List;

/** Colours that are told apart on light and dark, by most people. */
final class Palette {
    /** Ours. */
    static final String OURS = "#d9480f";

    private static final List<String> OTHERS =
            List.of("#1c7ed6", "#2f9e44", "#9c6ade", "#0c9fb0", "#c2a000", "#e64980", "#7c8794", "#8d6e53", "#5c7cfa");

    private Palette() {}

    static String of(int index) {
        return OTHERS.get(index % OTHERS.size());
    }

    /** The colour of bars, by whose they are. */
    static String of(Peerage peerage) {
        return switch (peerage) {
            case OURS -> OURS;
            case OTHER -> "#1c7ed6";
            case IN_PROCESS -> "#2f9e44";
            case LIMIT -> "#7c8794";
        };
    }
}
