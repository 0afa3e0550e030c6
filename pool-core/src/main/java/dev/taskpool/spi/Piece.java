package dev.taskpool.spi;

/**
 * Some consecutive items of a unit.
 *
 * @param unitId the unit
 * @param from the first, as an offset in the unit
 * @param to the one after the last
 */
public record Piece(long unitId, int from, int to) {}
