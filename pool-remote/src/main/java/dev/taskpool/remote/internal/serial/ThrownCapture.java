package dev.taskpool.remote.internal.serial;

import com.esotericsoftware.kryo.kryo5.io.Output;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a Throwable apart, trusting none of its methods. For one Throwable. */
final class ThrownCapture {
    private static final Logger log = LoggerFactory.getLogger(ThrownCapture.class);
    private static final int FIRST_BYTES = 4096;
    private static final int MAX_NODES = 256;
    private static final byte[] NONE = {};

    private final Graphs graphs;
    private final int maxOriginalBytes;
    private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    ThrownCapture(Graphs graphs, long maxOriginalBytes) {
        this.graphs = graphs;
        this.maxOriginalBytes = (int) Math.min(maxOriginalBytes, RowBuffer.MAX_ARRAY_BYTES);
    }

    /** With the Throwable itself if it can be written, or else with those of its causes that can. */
    Thrown capture(Throwable thrown) {
        return capture(thrown, true, 0);
    }

    /** Without the Throwable itself. */
    Thrown captureParts(Throwable thrown) {
        return node(thrown, NONE, true, 0);
    }

    private Thrown capture(Throwable thrown, boolean withOriginal, int depth) {
        byte[] original = withOriginal ? original(thrown) : NONE;
        return node(thrown, original, withOriginal && original.length == 0, depth);
    }

    private Thrown node(Throwable thrown, byte[] original, boolean partsWithOriginal, int depth) {
        seen.add(thrown);
        Throwable cause = ask(thrown::getCause, null);
        List<Thrown> suppressed = new ArrayList<>();
        for (Throwable part : thrown.getSuppressed()) {
            if (suppressed.size() < Thrown.MAX_SUPPRESSED && isNew(part, depth)) {
                suppressed.add(capture(part, partsWithOriginal, depth + 1));
            }
        }
        return new Thrown(
                thrown.getClass().getName(),
                message(thrown),
                frames(thrown),
                original,
                cause != null && isNew(cause, depth) ? capture(cause, partsWithOriginal, depth + 1) : null,
                suppressed);
    }

    private boolean isNew(Throwable part, int depth) {
        return depth + 1 < Thrown.MAX_DEPTH && seen.size() < MAX_NODES && !seen.contains(part);
    }

    private byte[] original(Throwable thrown) {
        try (Output out = new Output(Math.min(FIRST_BYTES, maxOriginalBytes), maxOriginalBytes)) {
            graphs.write(out, thrown);
            return out.toBytes();
        } catch (GraphException | RuntimeException | OutOfMemoryError | StackOverflowError | LinkageError e) {
            log.debug(
                    "exception travels in pieces class={} cause={}",
                    thrown.getClass().getName(),
                    e.toString());
            return NONE;
        }
    }

    private static @Nullable String message(Throwable thrown) {
        return ask(thrown::getMessage, "(getMessage() failed)");
    }

    private static List<StackTraceElement> frames(Throwable thrown) {
        StackTraceElement[] frames = ask(thrown::getStackTrace, new StackTraceElement[0]);
        if (frames == null) {
            return List.of();
        }
        var sound = new ArrayList<StackTraceElement>();
        for (int i = 0; i < frames.length && i < Thrown.MAX_FRAMES; i++) {
            if (frames[i] != null) {
                sound.add(frames[i]);
            }
        }
        return sound;
    }

    /** Asks the user's code; whatever it throws matters less than the failure that it tells of. */
    private static <T> @Nullable T ask(Supplier<@Nullable T> question, @Nullable T otherwise) {
        try {
            return question.get();
        } catch (Throwable t) {
            log.debug(
                    "exception does not tell about itself cause={}",
                    t.getClass().getName());
            return otherwise;
        }
    }
}
