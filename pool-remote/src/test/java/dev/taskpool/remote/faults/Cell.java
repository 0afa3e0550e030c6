package dev.taskpool.remote.faults;

import java.util.ArrayList;
import java.util.List;

/**
 * One square of the matrix.
 *
 * @param fault what is done
 * @param moment when
 * @param backend to what kind of worker
 */
record Cell(Fault fault, Moment moment, Backend backend) {
    /** All of a backend, by fault. */
    static List<Cell> all(Backend backend) {
        List<Cell> cells = new ArrayList<>();
        for (Fault fault : Fault.values()) {
            for (Moment moment : Moment.values()) {
                cells.add(new Cell(fault, moment, backend));
            }
        }
        return cells;
    }

    @Override
    public String toString() {
        return fault + "_" + moment + "_" + backend.name().toLowerCase(java.util.Locale.ROOT);
    }
}
