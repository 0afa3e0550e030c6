package dev.taskpool.remote.internal.worker;

import dev.taskpool.remote.internal.serial.WorkerCodec;
import dev.taskpool.remote.internal.wire.TargetBootstrap;
import dev.taskpool.spi.CurrentTask;
import dev.taskpool.spi.Invocation;
import dev.taskpool.spi.Items;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A process that runs one target: no actors, nothing but its lifeline beside it. */
public final class TargetProcess {
    private static final List<String> ANY_CLASS = List.of("**");
    private static final int ONLY_ONE = 1;
    private static volatile @Nullable TargetBootstrap current;

    private TargetProcess() {}

    /**
     * Who this process is.
     *
     * @return what its parent has told it; {@code null} if it is no such process
     */
    public static @Nullable TargetBootstrap current() {
        return current;
    }

    /**
     * Runs the target that the parent sends, in the calling thread.
     *
     * @param lifeline the process's own, kept from all other code
     * @throws Throwable what the target threw; the parent can read it then
     */
    @SuppressWarnings("IllegalThrows") // whatever it is, it is not ours
    public static void run(InputStream lifeline) throws Throwable {
        TargetBootstrap bootstrap = TargetBootstrap.read(new DataInputStream(lifeline));
        Path directory = Path.of(bootstrap.directory());
        Lifeline.start(lifeline, List.of(directory));
        CurrentTask.declareNestingDepth(bootstrap.nestingDepth());
        current = bootstrap;
        var codec = new WorkerCodec(
                ANY_CLASS,
                List.of(),
                ClassLoader.getSystemClassLoader(),
                directory,
                ONLY_ONE,
                TargetBootstrap.MAX_PAYLOAD_BYTES);
        try {
            var unused = Invocation.call(codec.readFunction(Items.Encoded.of(bootstrap.target())), null);
        } catch (Throwable failure) {
            byte[] written = codec.writeFailure(failure);
            codec.publish();
            leave(written, directory.resolve(TargetBootstrap.FAILURE_FILE));
            throw failure;
        }
    }

    private static void leave(byte[] failure, Path file) {
        Thread.interrupted(); // the target's; it would close the file
        try {
            Files.write(file, failure);
        } catch (IOException e) {
            Logger log = LoggerFactory.getLogger(TargetProcess.class);
            log.warn("what the target threw cannot be told to the parent", e);
        }
    }
}
