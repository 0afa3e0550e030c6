package dev.taskpool.benchmarks.soak;

import dev.taskpool.PoolException;
import dev.taskpool.TaskFailedException;
import dev.taskpool.TaskOptions;
import dev.taskpool.TaskTimeoutException;
import dev.taskpool.WorkerLostException;

/** Knows which outcomes an item may have under its call's options. */
final class Judge {
    private Judge() {}

    static boolean admits(Item item, Answer answer, TaskOptions options) {
        return item.kind() != Item.Kind.THROWS
                && Errand.isRight(item, answer)
                && answer.attempt() >= (item.kind() == Item.Kind.FLAKY ? 2 : 1)
                && answer.attempt() <= options.retries() + 1;
    }

    /** A worker may be lost to each of an item's runs, or three times before it has said that it got the item. */
    static boolean admits(Item item, PoolException failure, TaskOptions options) {
        int runs = options.retries() + 1;
        if (failure.attempts() < 1 || failure.attempts() > runs) {
            return false;
        }
        if (failure instanceof TaskFailedException) {
            return switch (item.kind()) {
                case THROWS -> says(failure, new Errand.Refused(item.number()));
                case FLAKY -> runs == 1 && says(failure, new Errand.Flaked(item.number()));
                default -> false;
            };
        }
        if (failure instanceof TaskTimeoutException) {
            return options.timeout().isPresent() && failure.attempts() == runs;
        }
        return failure instanceof WorkerLostException;
    }

    private static boolean says(PoolException failure, RuntimeException expected) {
        Throwable cause = failure.getCause();
        return cause != null
                && cause.getClass() == expected.getClass()
                && String.valueOf(cause.getMessage()).equals(expected.getMessage());
    }
}
