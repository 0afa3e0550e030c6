package dev.taskpool.benchmarks.soak;

/**
 * What an item ends with if it does not fail.
 *
 * @param number the item's
 * @param value which only this item has
 * @param attempt the run that brought it, from 1
 * @param load the item's bytes, each inverted
 */
record Answer(long number, long value, int attempt, byte[] load) {}
