package dev.taskpool.remote.internal.share.serve;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Permits, and who has them. */
final class ServedSemaphore implements Served {
    private final long most;
    private final Map<Member, Integer> acquired = new LinkedHashMap<>();
    private final Deque<Call> row = new ArrayDeque<>();
    private long permits;

    ServedSemaphore(int permits, long most) {
        this.permits = permits;
        this.most = most;
    }

    @Override
    public void handle(Call call) {
        switch (call.verb()) {
            case ACQUIRE -> acquire(call);
            case POLL -> {
                boolean free = permits > 0;
                if (free) {
                    give(call.from());
                }
                call.okIf(free);
            }
            case RELEASE -> release(call);
            case SIZE -> call.ok(permits);
            default -> throw Served.unknown(this, call);
        }
    }

    private void acquire(Call call) {
        if (permits > 0) {
            give(call.from());
            call.ok();
            return;
        }
        row.add(call);
        call.park(() -> {
            row.remove(call);
            call.cancelled();
        });
    }

    private void give(Member member) {
        permits--;
        acquired.merge(member, 1, Integer::sum);
    }

    private void release(Call call) {
        long count = call.number();
        if (permits + count > most) {
            call.refuse("release of " + count + ": there would be " + (permits + count) + " permits (expected: at most "
                    + most + ")");
            return;
        }
        for (long i = 0; i < count && !acquired.isEmpty(); i++) {
            forget(acquired.containsKey(call.from()) ? call.from() : first());
        }
        free(count);
        call.ok();
    }

    private Member first() {
        Iterator<Member> members = acquired.keySet().iterator();
        return members.next();
    }

    private void forget(Member member) {
        acquired.computeIfPresent(member, (who, count) -> count > 1 ? count - 1 : null);
    }

    private void free(long count) {
        permits += count;
        while (permits > 0 && !row.isEmpty()) {
            Call next = row.remove();
            give(next.from());
            next.ok();
        }
    }

    @Override
    public void gone(Member member) {
        Integer held = acquired.remove(member);
        if (held != null) {
            free(Math.min(held, most - permits));
        }
    }
}
