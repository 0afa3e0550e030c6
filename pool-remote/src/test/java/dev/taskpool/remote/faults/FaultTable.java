package dev.taskpool.remote.faults;

import dev.taskpool.remote.faults.Expectation.Fate;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The matrix as it was observed, in Markdown: a row for each fault, a column for each moment. */
final class FaultTable {
    private static final String HEADER = """
            ## The fault matrix

            Each cell does one harm (row) to one worker, once, at one moment of its life (column), while tasks of others run
            beside it, and tells what the caller saw and how long after the harm. In each of these runs the other tasks got
            their results, once each, and afterwards the pool had two workers that worked, counts that added up, and nothing
            left behind: no process, thread, port or file. Observed on JDK {jdk}, Linux, {processors} processors.

            To make this section again:

            ```sh
            mvn verify -Pfaults -pl pool-remote -am -Dtest=NONE -Dit.test=FaultMatrixIT \\
                -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
            ```

            - *result*: the call returned what it should, as if nothing had happened
            - *failed*: `TaskFailedException` with that cause; *unserializable*: `TaskSerializationException` with that phase
            - *lost*: `WorkerLostException` with that reason and exit code; *timed out*: `TaskTimeoutException`
            - ↻: another worker took the place of the harmed one
            - *limit*: the time limit of the call, {limit} here; *start*: `taskpool.start.timeout`, {start} here; *heartbeat*:
              `taskpool.worker.heartbeat.timeout`, {heartbeat} here

            "Before Hello" harms the child from an agent, before its main class is loaded. "Idle" and "between two chunks" harm
            it from a thread that an earlier task has left. At these moments, and while a worker starts, the caller's next call
            needs the harmed worker, or the one that takes its place. Who dies while it reads a function or an item has not
            begun with it, so the item goes to another worker, at most three times (`taskpool.retry.max-unacknowledged`).
            """;

    private final Map<Cell, Observation> observed;

    FaultTable(Map<Cell, Observation> observed) {
        this.observed = observed;
    }

    /** The whole section. */
    String markdown() {
        var text = new StringBuilder(HEADER.replace("{jdk}", System.getProperty("java.version"))
                .replace("{processors}", Integer.toString(Runtime.getRuntime().availableProcessors()))
                .replace("{limit}", seconds(Backend.TIME_LIMIT))
                .replace("{start}", seconds(Backend.START_TIMEOUT))
                .replace("{heartbeat}", seconds(Backend.HEARTBEAT_TIMEOUT)));
        for (Backend backend : Backend.values()) {
            text.append("\n### ").append(backend.words()).append("\n\n");
            table(backend, text);
            reasons(backend, text);
        }
        return text.toString();
    }

    private void table(Backend backend, StringBuilder text) {
        List<Moment> moments = Arrays.stream(Moment.values())
                .filter(moment -> Cell.all(backend).stream()
                        .anyMatch(cell -> cell.moment() == moment && observed.containsKey(cell)))
                .toList();
        text.append("| fault |");
        moments.forEach(moment -> text.append(' ').append(moment.words()).append(" |"));
        text.append("\n|---|").append("---|".repeat(moments.size())).append('\n');
        for (Fault fault : Fault.values()) {
            List<Cell> cells = moments.stream()
                    .map(moment -> new Cell(fault, moment, backend))
                    .toList();
            if (cells.stream().anyMatch(observed::containsKey)) {
                text.append("| ").append(fault.words()).append(" |");
                cells.forEach(cell -> text.append(' ').append(words(cell)).append(" |"));
                text.append('\n');
            }
        }
    }

    /** Why there is nothing to observe in the other cells. */
    private static void reasons(Backend backend, StringBuilder text) {
        Map<String, List<Cell>> none = Cell.all(backend).stream()
                .filter(cell -> !Expectations.of(cell).isPlayed())
                .collect(Collectors.groupingBy(
                        cell -> Expectations.of(cell).seen(), LinkedHashMap::new, Collectors.toList()));
        if (none.isEmpty()) {
            return;
        }
        text.append("\nNot played:\n\n");
        none.forEach((why, cells) -> {
            boolean allFaults = cells.stream().map(Cell::fault).distinct().count() == Fault.values().length;
            String which = cells.stream()
                    .map(cell -> allFaults
                            ? "*" + cell.moment().words() + "*"
                            : cell.fault().words())
                    .distinct()
                    .collect(Collectors.joining(", "));
            text.append("- ").append(which).append(": ").append(why).append('\n');
        });
    }

    private String words(Cell cell) {
        Observation seen = observed.get(cell);
        if (seen == null) {
            return "not observed";
        }
        Fate fate = Expectations.of(cell).worker();
        return seen.seen() + (fate == Fate.STAYS ? "" : " ↻") + ", " + time(cell, seen);
    }

    /** Limits by name, since they are what one sets; what comes on top of them in seconds. */
    private static String time(Cell cell, Observation seen) {
        boolean starting = cell.moment() == Moment.BEFORE_HELLO || cell.moment() == Moment.INITIALIZER;
        Fate fate = Expectations.of(cell).worker();
        return switch (cell.fault().effect()) {
            case HANGS, FREEZES -> {
                if (starting) {
                    yield time("start", Backend.START_TIMEOUT, seen.time());
                }
                if (cell.fault().effect() == Fault.Effect.FREEZES) {
                    yield time("heartbeat", Backend.HEARTBEAT_TIMEOUT, seen.time());
                }
                yield fate == Fate.STOPPED ? time("limit", Backend.TIME_LIMIT, seen.time()) : seconds(seen.time());
            }
            default -> seconds(seen.time());
        };
    }

    private static String time(String name, Duration limit, Duration time) {
        Duration more = time.minus(limit);
        return more.toMillis() < 1000 ? name : name + " + " + seconds(more);
    }

    private static String seconds(Duration time) {
        return time.toMillis() < 1000 ? "< 1 s" : Math.round(time.toMillis() / 1000.0) + " s";
    }
}
