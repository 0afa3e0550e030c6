package dev.taskpool.remote.internal.serial;

import dev.taskpool.TaskSerializationException;
import dev.taskpool.TaskSerializationException.Phase;
import dev.taskpool.spi.Items;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker's side of how functions, items, results and failures travel. Not thread-safe; runs user code, and blocks
 * while it reads and writes files.
 */
public final class WorkerCodec {
    private static final Logger log = LoggerFactory.getLogger(WorkerCodec.class);

    private final PayloadWriter writer;
    private final PayloadReader reader;
    private final FailureWriter failures;
    private final UnreadResults unread;
    private final Spool spool;
    private final Graphs graphs;
    private final RowBuffer row = new RowBuffer();
    private @Nullable SpooledPayload unpublished;

    /**
     * Makes the codec of a worker; the caller's {@link KryoCodec} is made of the same.
     *
     * @param allow patterns of classes that may travel
     * @param deny patterns of classes that may not
     * @param loader finds the classes
     * @param spoolDirectory takes large payloads; nobody else may look into it
     * @param workerId the worker's, not 0
     * @param maxPayloadBytes the largest payload
     */
    public WorkerCodec(
            List<String> allow,
            List<String> deny,
            ClassLoader loader,
            Path spoolDirectory,
            int workerId,
            long maxPayloadBytes) {
        PayloadPlan plan = PayloadPlan.of(allow, deny, loader, new Spool(spoolDirectory, workerId), maxPayloadBytes);
        this.spool = plan.spool();
        this.graphs = plan.graphs();
        this.writer = new PayloadWriter(plan);
        this.reader = new PayloadReader(plan);
        this.failures = new FailureWriter(plan);
        this.unread = new UnreadResults(plan.spool());
    }

    /** Admits in this whole process what this codec admits, and nothing else: also for values that lie in files. */
    public void ruleThisProcess() {
        StoredValues.restrictTo(graphs);
    }

    /**
     * Reads a function. Its file stays, for other workers.
     *
     * @param function a row of one
     * @return the function
     * @throws TaskSerializationException if it cannot be read, phase {@code DECODE_FUNCTION}
     */
    public Object readFunction(Items function) {
        Object read = reader.read(function, 0, Phase.DECODE_FUNCTION);
        if (read == null) {
            throw PayloadFaults.of(Phase.DECODE_FUNCTION, "it is null", null);
        }
        return read;
    }

    /**
     * Reads an item. Its file stays, for another attempt.
     *
     * @param items a row
     * @param index which
     * @return the item
     * @throws TaskSerializationException if it cannot be read, phase {@code DECODE_ITEM}
     */
    public @Nullable Object readItem(Items items, int index) {
        return reader.read(items, index, Phase.DECODE_ITEM);
    }

    /**
     * Writes a result. Its file, if it needs one, is the caller's to delete, once {@link #publish} was called.
     *
     * @param result any object
     * @return a row of one, valid until the next call
     * @throws TaskSerializationException if it cannot be written, phase {@code ENCODE_RESULT}
     */
    public Items.Encoded writeResult(@Nullable Object result) {
        row.clear();
        writer.write(row, result, Phase.ENCODE_RESULT);
        writer.letGo();
        Items.Encoded written = row.view();
        SpooledPayload file = PayloadReader.fileOf(written, 0);
        if (file != null) {
            unread.add(file);
            unpublished = file;
        }
        return written;
    }

    /**
     * Lets the caller find the file, if there is one, of what was written last. To be called when what names it cannot
     * get lost any more, and before the caller hears of it: so no file of a worker that dies in between is left over.
     */
    public void publish() {
        SpooledPayload file = unpublished;
        if (file == null) {
            return;
        }
        unpublished = null;
        try {
            spool.publish(file);
        } catch (IOException e) {
            log.warn("payload cannot be published", e); // reading it will tell that it is not there
        }
    }

    /**
     * Whether the caller has still so many large results to read that no more should be written.
     *
     * @return false if what is unread takes little room
     */
    public boolean hasTooManyUnread() {
        return unread.areTooMany();
    }

    /**
     * Writes what a task threw, or what kept it from being run or from giving its result. Throws nothing: what cannot be
     * copied is described. To be {@link #publish published} like a result.
     *
     * @param failure any Throwable
     * @return a payload for {@link KryoCodec#decodeFailure}
     */
    public byte[] writeFailure(Throwable failure) {
        byte[] written = failures.write(failure);
        unpublished = PayloadReader.fileOf(Items.Encoded.of(written), 0);
        return written;
    }
}
