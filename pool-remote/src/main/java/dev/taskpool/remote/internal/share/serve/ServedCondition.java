package dev.taskpool.remote.internal.share.serve;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Those who wait for a condition of a lock. */
final class ServedCondition implements Served {
    private final ServedLock lock;

    /** Who was woken, and does not have the lock yet. */
    private final Map<Call, Woken> woken = new LinkedHashMap<>();

    private final List<Call> waiting = new ArrayList<>();

    /**
     * Where somebody stands in the lock's row.
     *
     * @param bySignal whether it was woken in place of others, and another is to be if it dies
     */
    private record Woken(ServedLock.Waiter waiter, boolean bySignal) {}

    ServedCondition(ServedLock lock) {
        this.lock = lock;
    }

    @Override
    public void handle(Call call) {
        switch (call.verb()) {
            case AWAIT -> await(call);
            case SIGNAL -> {
                signal();
                call.ok();
            }
            case SIGNAL_ALL -> {
                List.copyOf(waiting).forEach(waiter -> wake(waiter, waiter::ok, false));
                call.ok();
            }
            default -> throw Served.unknown(this, call);
        }
    }

    private void await(Call call) {
        if (!lock.isHeldBy(call.number())) {
            call.refuse("the lock is not held by this thread");
            return;
        }
        waiting.add(call);
        call.park(() -> giveUp(call));
        lock.releaseFor(call.number());
    }

    private void signal() {
        Iterator<Call> first = waiting.iterator();
        if (first.hasNext()) {
            Call waiter = first.next();
            wake(waiter, waiter::ok, true);
        }
    }

    private void wake(Call call, Runnable answer, boolean bySignal) {
        waiting.remove(call);
        var waiter = new ServedLock.Waiter(call.number(), () -> {
            woken.remove(call);
            answer.run();
        });
        woken.put(call, new Woken(waiter, bySignal));
        lock.enqueue(waiter);
    }

    /** Nobody waits for the condition at this place any more: the lock is taken first, unless its process has ended. */
    private void giveUp(Call call) {
        Woken its = woken.get(call);
        boolean dead = call.from().isGone();
        if (its == null) {
            if (dead) {
                waiting.remove(call);
            } else {
                wake(call, call::cancelled, false);
            }
        } else if (dead) {
            woken.remove(call);
            if (lock.leave(its.waiter) && its.bySignal) {
                signal();
            }
        }
    }
}
