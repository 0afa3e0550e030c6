package dev.taskpool.remote.internal.share.serve;

import dev.taskpool.remote.internal.share.Verb;
import java.util.ArrayList;
import java.util.List;

/** A list whose elements stay as they were written. Its version says whether somebody came in between. */
final class ServedList implements Served {
    private List<byte[]> elements = new ArrayList<>();
    private long version;

    @Override
    public void handle(Call call) {
        switch (call.verb()) {
            case SIZE -> call.ok(elements.size());
            case GET -> at(call, index -> call.ok(elements.get(index)));
            case SET ->
                at(call, index -> {
                    version++;
                    call.ok(elements.set(index, call.part()));
                });
            case REMOVE ->
                at(call, index -> {
                    version++;
                    call.ok(elements.remove(index));
                });
            case ADD -> add(call);
            case CLEAR -> {
                version++;
                elements.clear();
                call.ok();
            }
            case SNAPSHOT -> call.answer(Verb.OK, version, List.copyOf(elements));
            case REPLACE_EXACTLY -> {
                boolean same = call.number() == version;
                if (same) {
                    version++;
                    elements = new ArrayList<>(call.parts());
                }
                call.okIf(same);
            }
            default -> throw Served.unknown(this, call);
        }
    }

    /** What is done at an index. */
    private interface AtIndex {
        void run(int index);
    }

    private void at(Call call, AtIndex step) {
        if (call.number() < 0 || call.number() >= elements.size()) {
            call.answer(Verb.NOTHING, elements.size(), List.of());
        } else {
            step.run((int) call.number());
        }
    }

    /** At an index, or at the end if that is negative. */
    private void add(Call call) {
        long index = call.number() < 0 ? elements.size() : call.number();
        if (index > elements.size()) {
            call.answer(Verb.NOTHING, elements.size(), List.of());
            return;
        }
        version++;
        elements.addAll((int) index, call.parts());
        call.ok(elements.size());
    }
}
