package dev.taskpool.remote.internal.share.serve;

import dev.taskpool.remote.internal.share.Words;
import java.io.UncheckedIOException;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The words of a hub, and which of them are in use. Thread-safe. */
final class WordStock {
    private static final Logger log = LoggerFactory.getLogger(WordStock.class);

    private final Words words = new Words(number -> Words.newArray());
    private final AtomicInteger last = new AtomicInteger(-1);
    private final Queue<Integer> free = new ConcurrentLinkedQueue<>();

    Words words() {
        return words;
    }

    /** A word for an object's use, 0 at first. */
    int take() {
        Integer used = free.poll();
        int word = used == null ? last.incrementAndGet() : used;
        words.set(word, 0);
        return word;
    }

    /** As {@link #take}, for what one can do without: none if there is no room. */
    OptionalInt takeSpare() {
        try {
            return OptionalInt.of(take());
        } catch (UncheckedIOException e) {
            log.warn("there is no room for more shared memory: it goes on without", e);
            return OptionalInt.empty();
        }
    }

    /** Nobody uses a word any more. */
    void giveBack(int word) {
        free.add(word);
    }
}
