package dev.taskpool.benchmarks.soak;

import dev.taskpool.PoolException;
import dev.taskpool.TaskOptions;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The clients' side of the books: which items were issued, how often they were handed to the pool, and their outcomes.
 * Takes one bit an item, so that it does not grow to be what the memory is watched for. Thread-safe.
 */
final class Accounts {
    private final Violations violations;
    private final BitSet settled = new BitSet();
    private final Map<String, Long> failuresByType = new TreeMap<>();
    private long issued;
    private long values;
    private long failures;
    private long retries;
    private long mapItems;
    private long mapValues;
    private long mapsFailed;

    Accounts(Violations violations) {
        this.violations = violations;
    }

    /** Numbers for new items: the first of them. */
    synchronized long issue(int count) {
        long first = issued;
        issued += count;
        return first;
    }

    /** An item ended with a value, in a call that has an outcome for each item. */
    synchronized void value(Item item, Answer answer, TaskOptions options) {
        values++;
        retries += answer.attempt() - 1;
        settle(item, answer, options);
    }

    /** An item failed, in a call that has an outcome for each item. */
    synchronized void failure(Item item, PoolException failure, TaskOptions options) {
        failures++;
        retries += failure.attempts() - 1;
        failuresByType.merge(failure.getClass().getSimpleName(), 1L, Long::sum);
        violations.addUnless(
                Judge.admits(item, failure, options), "failure " + failure + " of " + text(item) + " under " + options);
        settleOnce(item);
    }

    /** Items are handed to a map, which succeeds or fails as a whole. */
    synchronized void mapped(int items) {
        mapItems += items;
    }

    /** A map brought a value for each of its items. */
    synchronized void mapSucceeded(List<Item> items, List<Answer> answers, TaskOptions options) {
        mapValues += items.size();
        if (answers.size() != items.size()) {
            violations.add("map of " + items.size() + " items brought " + answers.size());
            return;
        }
        for (int i = 0; i < items.size(); i++) {
            settle(items.get(i), answers.get(i), options);
        }
    }

    /** A map failed; its items are still to be settled. */
    synchronized void mapFailed(List<Item> items, PoolException failure, TaskOptions options) {
        mapsFailed++;
        int index = failure.itemIndex();
        boolean admitted = index >= 0 && index < items.size() && Judge.admits(items.get(index), failure, options);
        violations.addUnless(admitted, "map of " + items.size() + " items failed with " + failure);
    }

    private void settle(Item item, Answer answer, TaskOptions options) {
        violations.addUnless(
                Judge.admits(item, answer, options),
                "answer " + answer.number() + " at attempt " + answer.attempt() + " for " + text(item) + " under "
                        + options);
        settleOnce(item);
    }

    private void settleOnce(Item item) {
        int bit = Math.toIntExact(item.number());
        violations.addUnless(!settled.get(bit), "a second outcome for " + text(item));
        settled.set(bit);
    }

    private static String text(Item item) {
        return "item " + item.number() + " (" + item.kind() + ", " + item.millis() + " ms)";
    }

    /** Says which items have no outcome. */
    synchronized void findLost() {
        for (int bit = settled.nextClearBit(0); bit < issued; bit = settled.nextClearBit(bit + 1)) {
            violations.add("no outcome for item " + bit);
        }
    }

    synchronized Totals totals() {
        return new Totals(
                issued,
                settled.cardinality(),
                values,
                failures,
                retries,
                mapItems,
                mapValues,
                mapsFailed,
                new TreeMap<>(failuresByType));
    }

    /**
     * The sums.
     *
     * @param issued items
     * @param settled items with an outcome
     * @param values of items outside maps
     * @param failures of items outside maps
     * @param retries of items outside maps, by the attempts their outcomes tell
     * @param mapItems items handed to maps
     * @param mapValues items of maps that succeeded
     * @param mapsFailed maps that failed
     * @param failuresByType outside maps
     */
    record Totals(
            long issued,
            long settled,
            long values,
            long failures,
            long retries,
            long mapItems,
            long mapValues,
            long mapsFailed,
            Map<String, Long> failuresByType) {}
}
