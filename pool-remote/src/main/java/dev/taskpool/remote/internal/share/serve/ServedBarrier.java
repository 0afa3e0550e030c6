package dev.taskpool.remote.internal.share.serve;

import dev.taskpool.remote.internal.share.Verb;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Those who wait at a barrier. */
final class ServedBarrier implements Served {
    private final int parties;
    private final boolean hasAction;
    private boolean broken;
    private List<Call> arrived = new ArrayList<>();

    /** A round that is complete, whose last party runs the action. */
    private @Nullable Round acting;

    private record Round(long number, List<Call> others, Member actor) {}

    private long lastRound;

    ServedBarrier(int parties, boolean hasAction) {
        this.parties = parties;
        this.hasAction = hasAction;
    }

    @Override
    public void handle(Call call) {
        switch (call.verb()) {
            case AWAIT -> await(call);
            case ACTION_DONE -> call.okIf(goOn(call.number()));
            case ACTION_FAILED -> {
                if (acting != null && acting.number == call.number()) { // else it is another round's by now
                    breakUp();
                }
                call.ok();
            }
            case ABORT -> {
                breakUp();
                call.ok();
            }
            case RESET -> {
                breakUp();
                broken = false;
                call.ok();
            }
            case SIZE -> call.ok(arrived.size());
            case GET -> call.okIf(broken);
            default -> throw Served.unknown(this, call);
        }
    }

    private void await(Call call) {
        if (broken) {
            call.over();
            return;
        }
        arrived.add(call);
        call.park(() -> giveUp(call));
        if (acting == null && arrived.size() >= parties) {
            trip();
        }
    }

    private void trip() {
        List<Call> round = List.copyOf(arrived.subList(0, parties));
        arrived = new ArrayList<>(arrived.subList(parties, arrived.size()));
        Call last = round.get(parties - 1);
        List<Call> others = round.subList(0, parties - 1);
        if (hasAction) {
            lastRound++;
            acting = new Round(lastRound, others, last.from());
            last.answer(Verb.NOTHING, lastRound, List.of()); // run the action
        } else {
            release(others);
            last.ok(0);
        }
    }

    private void release(List<Call> others) {
        for (int i = 0; i < others.size(); i++) {
            others.get(i).ok(parties - 1L - i);
        }
    }

    /** The action has been run; says whether the round still stands. */
    private boolean goOn(long number) {
        Round round = acting;
        if (round == null || round.number != number) {
            return false;
        }
        acting = null;
        release(round.others);
        if (arrived.size() >= parties) {
            trip();
        }
        return true;
    }

    private void giveUp(Call call) {
        boolean waits = arrived.remove(call);
        if (call.from().isGone()) {
            return; // its place is free again
        }
        call.cancelled();
        Round round = acting;
        if (waits || (round != null && round.others.contains(call))) {
            breakUp();
        }
    }

    private void breakUp() {
        broken = true;
        Round round = acting;
        acting = null;
        List<Call> all = new ArrayList<>(round == null ? List.of() : round.others);
        all.addAll(arrived);
        arrived.clear();
        all.forEach(Call::over);
    }

    @Override
    public void gone(Member member) {
        Round round = acting;
        if (round != null && round.actor == member) {
            breakUp();
        }
    }
}
