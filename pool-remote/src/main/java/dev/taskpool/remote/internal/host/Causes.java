package dev.taskpool.remote.internal.host;

import dev.taskpool.PoolException;
import dev.taskpool.TaskFailedException;
import dev.taskpool.spi.Codec;
import dev.taskpool.spi.Codec.FailureContext;
import dev.taskpool.spi.Items;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletionException;

/** Finds what really went wrong. */
final class Causes {
    private Causes() {}

    /** What failed in a thread of the executor. */
    static Throwable of(Throwable failure) {
        boolean wrapped = failure instanceof CompletionException || failure instanceof UncheckedIOException;
        return wrapped && failure.getCause() != null ? of(failure.getCause()) : failure;
    }

    /** What an initializer threw. Runs user code. */
    static Throwable ofInitializer(Codec codec, int worker, byte[] failure) {
        PoolException decoded = codec.decodeFailure(Items.Encoded.of(failure), new FailureContext(worker, -1, 1));
        return decoded instanceof TaskFailedException && decoded.getCause() != null ? decoded.getCause() : decoded;
    }
}
