package dev.taskpool.remote.internal.share.serve;

import dev.taskpool.remote.internal.share.Words;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A flag, which a word shows, and those who wait for it. */
final class ServedEvent implements Served {
    private final Words words;
    private final int word;
    private final Set<Call> waiting = new LinkedHashSet<>();

    ServedEvent(Hub hub) {
        this.words = hub.stock().words();
        this.word = hub.stock().take();
    }

    int word() {
        return word;
    }

    @Override
    public void handle(Call call) {
        switch (call.verb()) {
            case SET -> {
                words.set(word, 1);
                List.copyOf(waiting).forEach(Call::ok);
                waiting.clear();
                call.ok();
            }
            case CLEAR -> {
                words.set(word, 0);
                call.ok();
            }
            case AWAIT -> await(call);
            default -> throw Served.unknown(this, call);
        }
    }

    private void await(Call call) {
        if (words.get(word) != 0) {
            call.ok();
            return;
        }
        waiting.add(call);
        call.park(() -> {
            waiting.remove(call);
            call.cancelled();
        });
    }
}
