package dev.taskpool.testkit;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Lets tests wait long for what must come: a limit is there for hangs, and the machine may be busy. Found by JUnit. */
public final class GenerousWaits implements BeforeAllCallback {
    private static final Duration LIMIT = Duration.ofSeconds(150);

    /** For JUnit. */
    public GenerousWaits() {}

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.setDefaultTimeout(LIMIT);
    }
}
