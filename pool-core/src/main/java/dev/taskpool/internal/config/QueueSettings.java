package dev.taskpool.internal.config;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How much a pool accepts ahead of what it finishes.
 *
 * @param maxItems how many items may be accepted and unfinished, 1 or more; empty for any number
 * @param maxBytes how much they may weigh together, 1 or more; empty for any weight
 * @param whenFull what becomes of a call that finds no room
 */
public record QueueSettings(OptionalInt maxItems, OptionalLong maxBytes, WhenFull whenFull) {
    /** No limits. */
    public static final QueueSettings UNLIMITED =
            new QueueSettings(OptionalInt.empty(), OptionalLong.empty(), WhenFull.BLOCK);

    /** What becomes of a call that finds no room. */
    public enum WhenFull {
        /** The caller's thread waits. */
        BLOCK,
        /** The call is refused. */
        REJECT,
        /** The call is refused, and the caller is told when there is room. */
        NOTIFY
    }

    static QueueSettings read(BlockReader block) {
        long maxBytes = block.bytesOr("unlimited", "queue.max-bytes");
        return new QueueSettings(
                block.countOr("unlimited", "queue.max-items"),
                maxBytes == 0 ? OptionalLong.empty() : OptionalLong.of(maxBytes),
                switch (block.choice("queue.when-full", "block", "reject", "notify")) {
                    case "reject" -> WhenFull.REJECT;
                    case "notify" -> WhenFull.NOTIFY;
                    default -> WhenFull.BLOCK;
                });
    }
}
