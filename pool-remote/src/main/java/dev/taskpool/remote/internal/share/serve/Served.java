package dev.taskpool.remote.internal.share.serve;

/** An object that members of a hub share. Called by one thread at a time, which must not be held up. */
interface Served {
    /** A member's question, which must be answered now or later. */
    void handle(Call call);

    /** A member has ended: gives back what it held. What it was waiting for has been cancelled. */
    default void gone(Member member) {}

    /** Whether it may run code of the user's own, for which the hub's thread is too good. */
    default boolean runsUserCode() {
        return false;
    }

    /** Whether it runs such code for this question. */
    default boolean runsUserCode(Call call) {
        return runsUserCode();
    }

    /** A question that this kind of object does not understand. */
    static IllegalArgumentException unknown(Served object, Call call) {
        return new IllegalArgumentException(object.getClass().getSimpleName() + " does not understand " + call.verb());
    }
}
