package dev.taskpool.testkit;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a class whose pools leave a process, thread, port or file behind. */
public final class LeavesNothingBehind implements BeforeAllCallback, AfterAllCallback {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(LeavesNothingBehind.class);
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final long POLL_MILLIS = 50;

    /** For JUnit. */
    public LeavesNothingBehind() {}

    @Override
    public void beforeAll(ExtensionContext context) {
        store(context).put(context.getUniqueId(), Remains.now());
    }

    @Override
    public void afterAll(ExtensionContext context) throws InterruptedException {
        Remains before = store(context).get(context.getUniqueId(), Remains.class);
        Set<String> left = Remains.now().since(before);
        long start = System.nanoTime();
        while (!left.isEmpty() && System.nanoTime() - start < LIMIT.toNanos()) {
            Thread.sleep(POLL_MILLIS);
            left = Remains.now().since(before);
        }
        if (!left.isEmpty()) {
            throw new AssertionError(
                    "left behind by " + context.getDisplayName() + ":\n  " + String.join("\n  ", left));
        }
    }

    private static ExtensionContext.Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }
}
