package dev.taskpool.remote;

/** Neither an exception nor an error. */
final class WeirdThrowable extends Throwable {
    private static final long serialVersionUID = 1;

    WeirdThrowable(String message) {
        super(message);
    }
}
