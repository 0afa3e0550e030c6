package dev.taskpool.remote.internal.wire;

import dev.taskpool.spi.WorkerEvent.Stage;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Memory that a child and its parent both map, in which the child notes what it is running before it runs it.
 *
 * <p>It survives any death of the child, so blame is exact. It also lets the parent hold the child between two items:
 * the parent raises the hold and then reads; the child writes what it begins and then looks at the hold. Either the
 * parent sees the item, or the child sees the hold and waits before it runs user code (Dekker's idea), so a worker that
 * is stopped for one item never takes another with it. One thread writes on each side.
 */
public final class StatusPage {
    /** Size in bytes. */
    public static final int BYTES = 128;

    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final int SEQUENCE = 0;
    private static final int UNIT = 8;
    private static final int OFFSET_AND_STAGE = 16;
    private static final int STARTED = 24;
    private static final int HOLD = 64; // a cache line of its own: the parent writes it
    private static final int IDLE = 0;
    private static final int HELD = 4;

    private final ByteBuffer page;

    /**
     * What a child is running.
     *
     * @param unitId the unit
     * @param offset the item's offset in it
     * @param stage how far it is with it
     * @param startedNanos when it was begun, by {@link System#nanoTime}, which all processes of a machine share
     */
    public record Running(long unitId, int offset, Stage stage, long startedNanos) {}

    /**
     * A view of mapped memory.
     *
     * @param memory direct, at least {@link #BYTES} long, all zero at first
     */
    public StatusPage(ByteBuffer memory) {
        this.page = memory.slice(0, BYTES).order(ByteOrder.nativeOrder());
    }

    // ---- the child's side

    /**
     * Notes that an item is begun now, and waits while the parent holds this child. User code may run on return.
     *
     * @param unitId the unit
     * @param offset the item's offset in it
     * @param stage the first stage
     * @throws InterruptedException if the thread is interrupted while held
     */
    public void begin(long unitId, int offset, Stage stage) throws InterruptedException {
        begin(unitId, offset, stage, System.nanoTime());
    }

    /**
     * Notes that an item is begun, and waits while the parent holds this child. User code may run on return.
     *
     * @param unitId the unit
     * @param offset the item's offset in it
     * @param stage the first stage
     * @param begunNanos when, by {@link System#nanoTime}; if it is held, the time counts from the end of that
     * @throws InterruptedException if the thread is interrupted while held
     */
    public void begin(long unitId, int offset, Stage stage, long begunNanos) throws InterruptedException {
        note(unitId, offset, code(stage), begunNanos);
        VarHandle.fullFence();
        if ((long) LONG.getVolatile(page, HOLD) == 0) {
            return;
        }
        note(unitId, offset, HELD, begunNanos);
        while ((long) LONG.getVolatile(page, HOLD) != 0) {
            Thread.sleep(1); // rare and short: the parent either kills this process or lets go at once
        }
        begin(unitId, offset, stage);
    }

    /**
     * Notes that the item at hand has come to another stage.
     *
     * @param unitId the unit
     * @param offset the item's offset in it
     * @param stage the stage
     */
    public void advance(long unitId, int offset, Stage stage) {
        LONG.setRelease(page, OFFSET_AND_STAGE, pack(offset, code(stage)));
    }

    /** Notes that nothing is being run. */
    public void idle() {
        note(0, 0, IDLE, 0);
    }

    private void note(long unitId, int offset, int stage, long begunNanos) {
        long sequence = (long) LONG.get(page, SEQUENCE);
        LONG.setRelease(page, SEQUENCE, sequence + 1);
        VarHandle.storeStoreFence();
        LONG.set(page, UNIT, unitId);
        LONG.set(page, OFFSET_AND_STAGE, pack(offset, stage));
        LONG.set(page, STARTED, begunNanos);
        LONG.setRelease(page, SEQUENCE, sequence + 2);
    }

    // ---- the parent's side

    /** Keeps the child from beginning further items. */
    public void hold() {
        LONG.setVolatile(page, HOLD, 1L);
        VarHandle.fullFence();
    }

    /** Lets a held child go on. */
    public void release() {
        LONG.setVolatile(page, HOLD, 0L);
    }

    /**
     * What the child is running, or was running when it died.
     *
     * @return {@code null} if nothing, or if it was about to begin something but has run no user code for it
     */
    public @Nullable Running running() {
        for (int i = 0; i < 1_000; i++) {
            long before = (long) LONG.getAcquire(page, SEQUENCE);
            long unitId = (long) LONG.get(page, UNIT);
            long offsetAndStage = (long) LONG.getAcquire(page, OFFSET_AND_STAGE);
            long started = (long) LONG.get(page, STARTED);
            VarHandle.loadLoadFence();
            if ((before & 1) == 0 && before == (long) LONG.getAcquire(page, SEQUENCE)) {
                Stage stage = stage((int) (offsetAndStage & 0xFF));
                return stage == null ? null : new Running(unitId, (int) (offsetAndStage >>> 8), stage, started);
            }
            Thread.onSpinWait();
        }
        return null; // it died while it noted something: between two items
    }

    private static long pack(int offset, int stage) {
        return ((long) offset << 8) | stage;
    }

    private static int code(Stage stage) {
        return switch (stage) {
            case READING_FUNCTION -> 1;
            case READING_ITEM -> 2;
            case RUNNING -> 3;
        };
    }

    private static @Nullable Stage stage(int code) {
        return switch (code) {
            case 1 -> Stage.READING_FUNCTION;
            case 2 -> Stage.READING_ITEM;
            case 3 -> Stage.RUNNING;
            default -> null;
        };
    }
}
