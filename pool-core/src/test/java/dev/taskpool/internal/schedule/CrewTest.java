package dev.taskpool.internal.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Who can get work and who has too much of it is known without a look at every worker. */
class CrewTest {
    private final Crew crew = new Crew(9, Drill.recycling(0));
    private long lastUnit;

    private Worker readyWorker() {
        Worker worker = crew.hire();
        crew.ready(worker);
        return worker;
    }

    private Unit give(Worker worker, int items, int chunkSize) {
        var call = new Call(Draft.call(1).chunk(chunkSize).spec());
        var unit = new Unit(++lastUnit, call, worker, new Range(0, items, Tries.NONE), 1_000);
        crew.give(worker, unit);
        return unit;
    }

    private void end(Unit unit, int items) {
        unit.done += items;
        crew.ended(unit, items);
    }

    @Test
    void laden_areThoseThatHoldMoreThanWhatIsTheirTurn() {
        Worker single = readyWorker();
        Worker chunk = readyWorker();
        Worker splittable = readyWorker();
        Worker queue = readyWorker();
        give(single, 1, 0);
        give(chunk, 9, 9);
        give(splittable, 2, 0);
        give(queue, 1, 1);
        give(queue, 1, 1);
        assertThat(crew.laden()).containsExactlyInAnyOrder(splittable, queue);
    }

    @Test
    void laden_areForgottenWhenTheyAreNoMore() {
        Worker first = readyWorker();
        Worker second = readyWorker();
        Worker third = readyWorker();
        Unit unit = give(first, 3, 0);
        give(second, 3, 0);
        give(third, 3, 0);
        end(unit, 1);
        crew.remove(second);
        assertThat(crew.laden()).containsExactlyInAnyOrder(first, third);
        end(unit, 1);
        assertThat(crew.laden()).containsExactly(third);
    }

    @Test
    void idle_areThoseThatCanGetWork() {
        Worker first = readyWorker();
        Worker second = readyWorker();
        readyWorker();
        crew.hire();
        assertThat(crew.idleCount()).isEqualTo(3);
        crew.leave(first);
        crew.remove(first);
        crew.remove(second);
        assertThat(crew.idleCount()).isEqualTo(1);
        assertThat(crew.poll()).isNotNull();
        assertThat(crew.idleCount()).isZero();
        assertThat(crew.poll()).isNull();
    }

    @Test
    void asked_areThoseThatMayStillAnswer() {
        Worker first = readyWorker();
        Worker second = readyWorker();
        Worker third = readyWorker();
        crew.ask(first);
        crew.ask(second);
        crew.ask(third);
        crew.answered(first, false);
        crew.leave(second);
        assertThat(crew.askedCount()).isEqualTo(1);
        crew.answered(second, true);
        crew.remove(second);
        crew.remove(third);
        assertThat(crew.askedCount()).isZero();
    }

    @Test
    void due_areRetired_onlyWhenThereIsASpareForEach() {
        Crew small = new Crew(2, Drill.recycling(1));
        Worker first = small.hire();
        Worker second = small.hire();
        small.ready(first);
        small.ready(second);
        small.comeToLimit(second);
        assertThat(small.nextToRetire()).as("no spare").isNull();
        var unit = new Unit(++lastUnit, new Call(Draft.call(1).spec()), first, new Range(0, 1, Tries.NONE), 1_000);
        small.give(first, unit); // its only one
        small.ready(small.hire());
        assertThat(small.nextToRetire()).as("the spare is for the first").isNull();
        small.ready(small.hire());
        assertThat(small.nextToRetire()).isSameAs(second);
        small.leave(first);
        assertThat(small.nextToRetire())
                .as("the first has left its place to a spare")
                .isSameAs(second);
    }
}
