package dev.taskpool.remote.internal.share.client;

import dev.taskpool.remote.internal.share.Frame;
import dev.taskpool.remote.internal.share.LoanWord;
import dev.taskpool.remote.internal.share.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Elements that the hub has lent to this process. Which of them it may still take is said by a word. Thread-safe. */
final class Borrowed {
    private final Words words;
    private int word;
    private int start;
    private List<byte[]> elements = List.of();

    Borrowed(Words words) {
        this.words = words;
    }

    /** Takes over what came with an answer, behind the element that was asked for. */
    synchronized void add(Frame answer) {
        if (answer.parts().size() < 2) {
            return;
        }
        int itsWord = LoanWord.limit(answer.number());
        int itsStart = LoanWord.taken(answer.number());
        List<byte[]> lent = answer.parts().subList(1, answer.parts().size());
        if (LoanWord.limit(words.get(itsWord)) == itsStart + lent.size()) { // else the hub has taken it back
            word = itsWord;
            start = itsStart;
            elements = lent;
        }
    }

    /** Takes the next one; null if there is none. */
    synchronized byte @Nullable [] take() {
        while (!elements.isEmpty()) {
            long before = words.get(word);
            int taken = LoanWord.taken(before);
            if (!isLeft(before)) {
                elements = List.of();
            } else if (words.compareAndSet(word, before, LoanWord.of(LoanWord.limit(before), taken + 1))) {
                return elements.get(taken - start);
            }
        }
        return null;
    }

    synchronized boolean isEmpty() {
        return elements.isEmpty() || !isLeft(words.get(word));
    }

    private boolean isLeft(long value) {
        return LoanWord.limit(value) == start + elements.size() && LoanWord.taken(value) != LoanWord.limit(value);
    }
}
