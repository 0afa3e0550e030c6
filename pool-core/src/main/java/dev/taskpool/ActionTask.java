package dev.taskpool;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** An action seen as a task without a result, and as a {@link Runnable} for executors. */
record ActionTask(TaskAction action) implements Task<Void>, Runnable {
    @Serial
    private static final long serialVersionUID = 1;

    @Override
    @SuppressWarnings("NullAway") // Void has no other value
    public @Nullable Void call() throws Exception {
        action.run();
        return null;
    }

    @Override
    public void run() {
        try {
            action.run();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("The action failed: " + e, e);
        }
    }
}
