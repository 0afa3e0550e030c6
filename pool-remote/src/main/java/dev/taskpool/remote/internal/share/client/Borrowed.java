package dev.taskpool.remote.internal.share.client;

import dev.taskpool.remote.internal.share.Frame;
import dev.taskpool.remote.internal.share.LoanTerms;
import dev.taskpool.remote.internal.share.LoanWord;
import dev.taskpool.remote.internal.share.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Elements that the hub has lent to this process. Which of them it may still take is said by a word. Thread-safe. */
final class Borrowed {
    private final Words words;
    private final Runnable onTaken;
    private int word;
    private int end;
    private List<byte[]> elements = List.of();

    /**
     * Nothing yet.
     *
     * @param onTaken tells the hub that one was taken, if it wishes to know
     */
    Borrowed(Words words, Runnable onTaken) {
        this.words = words;
        this.onTaken = onTaken;
    }

    /** Takes over what came with an answer, behind the element that was asked for. */
    synchronized void add(Frame answer) {
        if (answer.parts().size() < 2) {
            return;
        }
        List<byte[]> lent = answer.parts().subList(1, answer.parts().size());
        int itsWord = LoanTerms.word(answer.number());
        int itsEnd = LoanWord.after(LoanTerms.start(answer.number()), lent.size());
        if (LoanWord.limit(words.get(itsWord)) == itsEnd) { // else the hub has taken it back
            word = itsWord;
            end = itsEnd;
            elements = lent;
        }
    }

    /** Takes the next one; null if there is none. */
    byte @Nullable [] take() {
        byte[] next;
        long before;
        synchronized (this) {
            if (elements.isEmpty()) {
                return null;
            }
            before = LoanWord.take(words, word, end);
            int left = LoanWord.left(before);
            if (left == 0) {
                elements = List.of();
                return null;
            }
            next = elements.get(elements.size() - left);
        }
        if ((before & LoanWord.TELL) != 0) {
            onTaken.run();
        }
        return next;
    }

    synchronized boolean isEmpty() {
        return elements.isEmpty() || !LoanWord.isLeft(words.get(word), end);
    }
}
