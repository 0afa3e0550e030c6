package dev.taskpool.remote.faults;

import static dev.taskpool.remote.faults.Backend.PROCESSES;
import static dev.taskpool.remote.faults.Backend.THREADS;
import static dev.taskpool.remote.faults.Fault.Effect.DIES;
import static dev.taskpool.remote.faults.Fault.Effect.FREEZES;
import static dev.taskpool.remote.faults.Fault.Effect.HANGS;
import static dev.taskpool.remote.faults.Fault.Effect.PASSES;
import static dev.taskpool.remote.faults.Fault.Effect.THROWS;
import static dev.taskpool.remote.faults.Moment.BEFORE_HELLO;
import static dev.taskpool.remote.faults.Moment.BETWEEN_CHUNKS;
import static dev.taskpool.remote.faults.Moment.DECODE_FUNCTION;
import static dev.taskpool.remote.faults.Moment.DECODE_ITEM;
import static dev.taskpool.remote.faults.Moment.DRAINING;
import static dev.taskpool.remote.faults.Moment.ENCODE_RESULT;
import static dev.taskpool.remote.faults.Moment.IDLE;
import static dev.taskpool.remote.faults.Moment.INITIALIZER;
import static dev.taskpool.remote.faults.Moment.RUNNING;

import dev.taskpool.TaskSerializationException.Phase;
import dev.taskpool.remote.faults.Expectation.Fate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The rules: exactly one for each cell. */
final class Expectations {
    private static final Set<Moment> STARTING = EnumSet.of(BEFORE_HELLO, INITIALIZER);
    private static final Set<Moment> READING = EnumSet.of(DECODE_FUNCTION, DECODE_ITEM);
    private static final Set<Moment> WRITING = EnumSet.of(ENCODE_RESULT);
    private static final Set<Moment> IN_A_TASK = EnumSet.of(RUNNING, DRAINING);
    private static final Set<Moment> BESIDE_TASKS = EnumSet.of(IDLE, BETWEEN_CHUNKS);

    private static final Set<Fault> THROWING = with(THROWS);
    private static final Set<Fault> DYING = with(DIES);
    private static final Set<Fault> FREEZING = with(FREEZES);
    private static final Set<Fault> HANGING = with(HANGS);
    private static final Set<Fault> PASSING = with(PASSES);
    private static final Set<Fault> DISTRUSTED = EnumSet.of(Fault.OOM_DIRECT);
    private static final Set<Fault> TRUSTED = without(THROWING, DISTRUSTED);

    /** What threads share with the whole program. */
    private static final Set<Fault> ENDS_THE_PROGRAM = plus(DYING, Fault.SIGSTOP);

    private static final Set<Fault> HARMS_THE_PROGRAM = EnumSet.of(
            Fault.OOM_DIRECT,
            Fault.ENDLESS_GC,
            Fault.HUGE_OUTPUT,
            Fault.CLOSED_STREAMS,
            Fault.REPLACED_STREAMS,
            Fault.NO_DESCRIPTORS,
            Fault.FULL_FOLDER);

    private static final Set<Fault> OF_A_THREAD =
            without(EnumSet.allOf(Fault.class), plus(ENDS_THE_PROGRAM, HARMS_THE_PROGRAM));
    private static final Set<Moment> OF_A_CODEC = EnumSet.of(DECODE_FUNCTION, DECODE_ITEM, ENCODE_RESULT);
    private static final Set<Moment> OF_BOTH = EnumSet.of(INITIALIZER, RUNNING, DRAINING, IDLE, BETWEEN_CHUNKS);

    private static final List<Rule> RULES = List.of(
            // What does not stop a worker harms nobody.
            rule(PROCESSES, PASSING, EnumSet.allOf(Moment.class), result(Fate.STAYS)),
            // A worker that does not start is started again.
            rule(PROCESSES, THROWING, STARTING, result(Fate.STILLBORN)),
            rule(PROCESSES, DYING, STARTING, result(Fate.STILLBORN)),
            rule(PROCESSES, FREEZING, STARTING, result(Fate.STILLBORN)),
            rule(PROCESSES, HANGING, STARTING, result(Fate.STILLBORN)),
            // Who dies while it reads has not begun: another worker gets the item.
            rule(PROCESSES, TRUSTED, READING, cell -> unserializable(cell, Fate.STAYS)),
            rule(PROCESSES, DISTRUSTED, READING, cell -> unserializable(cell, Fate.LOST)),
            rule(PROCESSES, DYING, READING, result(Fate.LOST)),
            rule(PROCESSES, FREEZING, READING, result(Fate.LOST)),
            rule(PROCESSES, HANGING, READING, Expectations::timedOut),
            // What happens under a task is its outcome.
            rule(PROCESSES, TRUSTED, WRITING, cell -> unserializable(cell, Fate.STAYS)),
            rule(PROCESSES, DISTRUSTED, WRITING, cell -> unserializable(cell, Fate.LOST)),
            rule(PROCESSES, DYING, WRITING, Expectations::lost),
            rule(PROCESSES, FREEZING, WRITING, Expectations::lost),
            rule(PROCESSES, HANGING, WRITING, Expectations::timedOut),
            rule(PROCESSES, TRUSTED, IN_A_TASK, cell -> failed(cell, Fate.STAYS)),
            rule(PROCESSES, DISTRUSTED, IN_A_TASK, cell -> failed(cell, Fate.LOST)),
            rule(PROCESSES, DYING, IN_A_TASK, Expectations::lost),
            rule(PROCESSES, FREEZING, IN_A_TASK, Expectations::lost),
            rule(PROCESSES, HANGING, IN_A_TASK, Expectations::timedOut),
            // What happens beside the tasks is nobody's outcome.
            rule(PROCESSES, THROWING, BESIDE_TASKS, result(Fate.STAYS)),
            rule(PROCESSES, DYING, BESIDE_TASKS, result(Fate.LOST)),
            rule(PROCESSES, FREEZING, BESIDE_TASKS, result(Fate.LOST)),
            rule(PROCESSES, HANGING, BESIDE_TASKS, result(Fate.STAYS)),
            // Threads: what can be done to one of them alone.
            rule(THREADS, both(OF_A_THREAD, THROWING), EnumSet.of(INITIALIZER), result(Fate.STILLBORN)),
            rule(THREADS, both(OF_A_THREAD, THROWING), IN_A_TASK, cell -> failed(cell, Fate.STAYS)),
            rule(THREADS, both(OF_A_THREAD, THROWING), BESIDE_TASKS, result(Fate.STAYS)),
            rule(THREADS, both(OF_A_THREAD, HANGING), EnumSet.of(INITIALIZER), result(Fate.STILLBORN)),
            rule(THREADS, both(OF_A_THREAD, HANGING), IN_A_TASK, Expectations::timedOut),
            rule(THREADS, both(OF_A_THREAD, HANGING), BESIDE_TASKS, result(Fate.STAYS)),
            rule(THREADS, both(OF_A_THREAD, PASSING), OF_BOTH, result(Fate.STAYS)),
            // The others.
            rule(
                    THREADS,
                    EnumSet.allOf(Fault.class),
                    EnumSet.of(BEFORE_HELLO),
                    none("a thread starts without a greeting")),
            rule(
                    THREADS,
                    EnumSet.allOf(Fault.class),
                    OF_A_CODEC,
                    none("threads pass references: nothing is read or written")),
            rule(THREADS, ENDS_THE_PROGRAM, OF_BOTH, none("ends or freezes the whole program")),
            rule(THREADS, HARMS_THE_PROGRAM, OF_BOTH, none("harms the whole program, whose it is")));

    private Expectations() {}

    private record Rule(
            Backend backend, Set<Fault> faults, Set<Moment> moments, Function<Cell, Expectation> expectation) {
        boolean covers(Cell cell) {
            return backend == cell.backend() && faults.contains(cell.fault()) && moments.contains(cell.moment());
        }
    }

    private static Rule rule(
            Backend backend, Set<Fault> faults, Set<Moment> moments, Function<Cell, Expectation> expectation) {
        return new Rule(backend, faults, moments, expectation);
    }

    /**
     * What is to become of a cell.
     *
     * @throws IllegalStateException if there is no rule for it, or more than one
     */
    static Expectation of(Cell cell) {
        List<Rule> found = RULES.stream().filter(rule -> rule.covers(cell)).toList();
        if (found.size() != 1) {
            throw new IllegalStateException(cell + ": " + found.size() + " rules (expected: 1)");
        }
        return found.get(0).expectation().apply(cell);
    }

    private static Function<Cell, Expectation> result(Fate worker) {
        return cell -> new Expectation(Sight.RESULT, worker);
    }

    @SuppressWarnings("UnusedVariable") // as every expectation
    private static Expectation timedOut(Cell cell) {
        return new Expectation(Sight.TIMED_OUT, Fate.STOPPED);
    }

    private static Expectation lost(Cell cell) {
        return new Expectation(Sight.lost(cell.fault().evidence()), Fate.LOST);
    }

    private static Function<Cell, Expectation> none(String why) {
        return cell -> Expectation.none(why);
    }

    private static Expectation failed(Cell cell, Fate worker) {
        return new Expectation(Sight.failed(cell.fault().evidence()), worker);
    }

    private static Expectation unserializable(Cell cell, Fate worker) {
        return new Expectation(Sight.unserializable(Phase.valueOf(cell.moment().name())), worker);
    }

    private static Set<Fault> with(Fault.Effect effect) {
        Set<Fault> faults = EnumSet.noneOf(Fault.class);
        for (Fault fault : Fault.values()) {
            if (fault.effect() == effect) {
                faults.add(fault);
            }
        }
        return faults;
    }

    private static Set<Fault> without(Set<Fault> faults, Set<Fault> others) {
        Set<Fault> rest = EnumSet.copyOf(faults);
        rest.removeAll(others);
        return rest;
    }

    private static Set<Fault> both(Set<Fault> faults, Set<Fault> others) {
        Set<Fault> common = EnumSet.copyOf(faults);
        common.retainAll(others);
        return common;
    }

    private static Set<Fault> plus(Set<Fault> faults, Set<Fault> more) {
        Set<Fault> all = EnumSet.copyOf(faults);
        all.addAll(more);
        return all;
    }

    private static Set<Fault> plus(Set<Fault> faults, Fault more) {
        return plus(faults, EnumSet.of(more));
    }
}
