package dev.taskpool.remote.internal.worker;

import java.io.Serial;

/**
 * A task ran out of memory, and that was reported; this process should not be trusted with another.
 *
 * <p>Mostly {@code -XX:+ExitOnOutOfMemoryError} ends the process before. This is for what that flag does not see: memory
 * outside the heap, threads that cannot be made, and an error that code throws by itself.
 */
final class HeapExhausted extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    HeapExhausted(Throwable cause) {
        super(cause.toString(), cause, false, false);
    }
}
