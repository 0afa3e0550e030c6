package dev.taskpool.remote.internal.share.client;

import dev.taskpool.remote.internal.share.LoanTerms;
import dev.taskpool.remote.internal.share.LoanWord;
import dev.taskpool.remote.internal.share.Words;

/** Places on a queue that the hub keeps for this process, so that it need not ask for each. Thread-safe. */
final class Allowance {
    private final Words words;
    private int word;
    private int end;
    private boolean any;

    Allowance(Words words) {
        this.words = words;
    }

    /** Takes over what came with an answer. */
    synchronized void add(long terms) {
        if (terms == LoanTerms.NONE) {
            return;
        }
        word = LoanTerms.word(terms);
        end = LoanWord.limit(words.get(word)); // of a later loan of this process, if there is one by now
        any = true;
    }

    /** Takes a place; says whether there was one. */
    synchronized boolean take() {
        if (any) {
            any = LoanWord.left(LoanWord.take(words, word, end)) > 0;
        }
        return any;
    }
}
