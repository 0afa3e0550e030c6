package dev.taskpool.remote;

/** An exception with a field that cannot be copied. */
final class UnserializableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    @SuppressWarnings("unused") // it only has to be there
    private final Object thread = new Thread("held");

    UnserializableException(String message) {
        super(message, new IllegalStateException("inner"));
    }
}
