package dev.taskpool.remote.internal.serial;

import java.lang.ref.Cleaner;
import java.util.ArrayList;
import java.util.List;

/** Keeps what payloads refer to from being collected before they are. Thread-safe. */
final class ShippedAlong {
    private static final Cleaner CLEANER = Cleaner.create();

    private ShippedAlong() {}

    /** Keeps all of these as long as a row's bytes are there. */
    static void keep(List<Object> shipped, byte[] row) {
        List<Object> kept = new ArrayList<>(shipped);
        CLEANER.register(row, kept::clear);
    }
}
