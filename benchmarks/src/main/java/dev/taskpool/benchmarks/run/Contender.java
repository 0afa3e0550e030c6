package dev.taskpool.benchmarks.run;

import java.util.List;

/**
 * Someone to be measured, in a process of its own.
 *
 * @param peer the name
 * @param quick whether it is part of a quick run
 * @param command prints figures, a line of JSON each
 */
record Contender(String peer, boolean quick, List<String> command) {}
