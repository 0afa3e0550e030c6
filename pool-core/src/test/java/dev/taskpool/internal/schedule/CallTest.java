package dev.taskpool.internal.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CallTest {
    private static final long ITEM_NANOS = 1_000;

    private final Call call = new Call(Draft.call(1).chunk(0).spec());

    @Test
    void waiting_areAllThatAreNotOut_whateverHasHappened() {
        var random = new Random(11);
        var out = new ArrayList<Range>();
        var delayed = new ArrayList<Range>();
        int added = 0;
        for (int i = 0; i < 5_000; i++) {
            int choice = random.nextInt(6);
            if (choice == 0) {
                call.add(3, 3);
                added += 3;
            } else if (choice == 1 && !out.isEmpty()) {
                call.giveBack(out.remove(random.nextInt(out.size())));
            } else if (choice == 2 && !out.isEmpty()) {
                call.delay();
                Range first = out.remove(0);
                delayed.add(new Range(first.first(), first.first() + 1, first.tries()));
                if (first.size() > 1) {
                    out.add(new Range(first.first() + 1, first.end(), first.tries()));
                }
            } else if (choice == 3 && !delayed.isEmpty()) {
                call.undelay(delayed.remove(0));
            } else if (call.ready()) {
                out.add(call.take(1, ITEM_NANOS));
            }
            int outside = out.stream().mapToInt(Range::size).sum();
            assertThat(call.waiting()).as("step %d", i).isEqualTo(added - outside);
        }
        for (Range dropped = call.dropReturned(); dropped != null; dropped = call.dropReturned()) {
            out.add(dropped);
        }
        for (Range dropped = call.dropFresh(); dropped != null; dropped = call.dropFresh()) {
            out.add(dropped);
        }
        assertThat(call.waiting()).isEqualTo(delayed.size());
    }

    @Test
    void items_thatWereGivenBack_goOutTogether_likeOthers() {
        call.add(1_000, 1_000);
        call.measured(1, ITEM_NANOS);
        Range all = call.take(1, ITEM_NANOS);
        while (call.ready()) {
            all = new Range(all.first(), call.take(1, ITEM_NANOS).end(), Tries.NONE);
        }
        call.giveBack(new Range(500, 1_000, Tries.NONE));
        call.take(1, ITEM_NANOS);
        assertThat(call.take(1, ITEM_NANOS).size()).isGreaterThan(1);
    }
}
