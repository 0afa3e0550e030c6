package dev.taskpool.benchmarks.soak;

import dev.taskpool.TaskContext;
import java.io.Serial;
import java.util.Arrays;

/** What workers do with an item: the same answer each time it is run, or a failure. */
final class Errand {
    /** Thrown by an item of the kind that throws. */
    static final class Refused extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1;

        Refused(long number) {
            super("item " + number + " refuses");
        }
    }

    /** Thrown by a flaky item, once. */
    static final class Flaked extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1;

        Flaked(long number) {
            super("item " + number + " would rather be run again");
        }
    }

    private Errand() {}

    static Answer run(Item item) throws InterruptedException {
        int attempt = TaskContext.current().attempt();
        spend(item.millis());
        if (item.kind() == Item.Kind.THROWS) {
            throw new Refused(item.number());
        }
        if (item.kind() == Item.Kind.FLAKY && attempt == 1) {
            throw new Flaked(item.number());
        }
        return new Answer(item.number(), value(item.number()), attempt, inverted(item.load()));
    }

    /** Half the time asleep and half at work, so that signals meet both. */
    private static void spend(int millis) throws InterruptedException {
        if (millis == 0) {
            return;
        }
        long until = System.nanoTime() + millis * 1_000_000L;
        Thread.sleep(millis / 2);
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
    }

    /** A mixing function: equal for equal numbers only. */
    static long value(long number) {
        long mixed = number * 0x9E3779B97F4A7C15L;
        return mixed ^ (mixed >>> 29);
    }

    private static byte[] inverted(byte[] bytes) {
        byte[] copy = bytes.clone();
        for (int i = 0; i < copy.length; i++) {
            copy[i] = (byte) ~copy[i];
        }
        return copy;
    }

    /** Whether an answer is the one that the item must have. */
    static boolean isRight(Item item, Answer answer) {
        return answer.number() == item.number()
                && answer.value() == value(item.number())
                && Arrays.equals(answer.load(), inverted(item.load()));
    }
}
