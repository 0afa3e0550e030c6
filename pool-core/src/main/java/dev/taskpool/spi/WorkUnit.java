package dev.taskpool.spi;

/**
 * A chunk of a call's items that one worker runs in order.
 *
 * @param id numbered from 1 within the pool
 * @param call the call
 * @param firstIndex the index of its first item in the call's input
 * @param items the items; for a task without an argument a row of one that is ignored
 * @param attempt which run of these items this is, from 1
 */
public record WorkUnit(long id, CallInfo call, int firstIndex, Items items, int attempt) {}
