package dev.taskpool.internal.schedule;

/** Takes what callers say of their calls. Words about a call that has ended are passed over. */
final class Calls {
    private final Backlog backlog;
    private final Dispatch dispatch;
    private final Reclaim reclaim;
    private final Ledger ledger;
    private final Tally tally;

    Calls(Backlog backlog, Dispatch dispatch, Reclaim reclaim, Ledger ledger, Tally tally) {
        this.backlog = backlog;
        this.dispatch = dispatch;
        this.reclaim = reclaim;
        this.ledger = ledger;
        this.tally = tally;
    }

    void itemsAdded(long callId, int count, long bytes, long now) {
        Call call = ledger.call(callId);
        if (call == null) {
            return;
        }
        call.add(count, bytes);
        tally.queued += count;
        if (call.abandoned) {
            ledger.dropFresh(call);
            ledger.endIfDone(call);
            return;
        }
        backlog.offer(call);
        dispatch.fill(now);
        reclaim.forPriority(call);
    }

    void itemFailed(long callId) {
        Call call = ledger.call(callId);
        if (call != null) {
            call.addEnded();
            tally.failed++;
            ledger.failFast(call);
            backlog.offer(call);
            ledger.endIfDone(call);
        }
    }

    void inputEnded(long callId) {
        Call call = ledger.call(callId);
        if (call != null) {
            call.inputEnded = true;
            inputEnded(call);
        }
    }

    private void inputEnded(Call call) {
        backlog.offer(call); // what was too little for a unit is one now
        ledger.endIfDone(call);
    }

    void cancelled(long callId, boolean stopRunning) {
        Call call = ledger.call(callId);
        if (call != null) {
            call.inputEnded = true;
            ledger.abandon(call, stopRunning);
            ledger.endIfDone(call);
        }
    }

    void failedFast(long callId) {
        Call call = ledger.call(callId);
        if (call != null) {
            ledger.abandon(call, false);
            ledger.endIfDone(call);
        }
    }

    /** Nobody will ask for more of the input that is read on demand. */
    void endLazyInput() {
        for (Call call : ledger.openCalls()) {
            if (call.spec.lazy()) {
                call.cutShort();
                inputEnded(call);
            }
        }
    }

    /**
     * Cancels every call.
     *
     * @param endInput whether no more items are to be waited for; else only those of lazy calls are not
     */
    void dropAll(boolean endInput) {
        for (Call call : ledger.openCalls()) {
            ledger.abandon(call, true);
            if (endInput || call.spec.lazy()) {
                call.cutShort();
            }
            ledger.endIfDone(call);
        }
    }
}
