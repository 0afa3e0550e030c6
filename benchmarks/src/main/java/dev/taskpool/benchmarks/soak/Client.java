package dev.taskpool.benchmarks.soak;

import dev.taskpool.AsyncResult;
import dev.taskpool.Outcome;
import dev.taskpool.PoolException;
import dev.taskpool.ResultIterator;
import dev.taskpool.TaskOptions;
import dev.taskpool.TaskPool;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/** Calls the pool in every way that has an outcome for each item, one call after another, until its time is over. */
final class Client implements Runnable {
    /** The name of calls that fail as a whole, whose items' outcomes only the listener sees. */
    static final String MAP = "map";

    /** The name of all others. */
    static final String EACH = "each";

    private static final int[] CHUNK_SIZES = {1, 2, 7, 50};

    private final TaskPool pool;
    private final Accounts accounts;
    private final Violations violations;
    private final RandomGenerator random;
    private final ItemMaker maker;
    private final BooleanSupplier timeIsOver;

    Client(
            TaskPool pool,
            Accounts accounts,
            Violations violations,
            RandomGenerator random,
            BooleanSupplier timeIsOver) {
        this.pool = pool;
        this.accounts = accounts;
        this.violations = violations;
        this.random = random;
        this.maker = new ItemMaker(random, accounts);
        this.timeIsOver = timeIsOver;
    }

    @Override
    public void run() {
        try {
            do {
                call();
            } while (!timeIsOver.getAsBoolean());
        } catch (RuntimeException e) {
            violations.add(Thread.currentThread().getName() + " met " + e);
        }
    }

    private void call() {
        switch (random.nextInt(4)) {
            case 0 -> applyAsync(maker.items(20), maker.options(EACH));
            case 1 -> map(maker.items(60), maker.options(MAP));
            case 2 -> mapSettled(maker.items(60), maker.options(EACH));
            default -> imapUnordered(maker.items(60), maker.options(EACH));
        }
    }

    /** The callbacks settle, so that one that runs twice is found; the results must say the same. */
    private void applyAsync(List<Item> items, TaskOptions options) {
        List<AsyncResult<Answer>> results = new ArrayList<>();
        for (Item item : items) {
            results.add(pool.with(options)
                    .applyAsync(
                            Errand::run,
                            item,
                            answer -> accounts.value(item, answer, options),
                            failure -> failed(item, failure, options)));
        }
        for (int i = 0; i < items.size(); i++) {
            check(items.get(i), results.get(i), options);
        }
    }

    private void check(Item item, AsyncResult<Answer> result, TaskOptions options) {
        try {
            violations.addUnless(Judge.admits(item, result.get(), options), "a wrong result of item " + item.number());
        } catch (ExecutionException e) {
            boolean admitted = e.getCause() instanceof PoolException failure && Judge.admits(item, failure, options);
            violations.addUnless(admitted, "item " + item.number() + ": " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }

    private void failed(Item item, Throwable failure, TaskOptions options) {
        if (failure instanceof PoolException known) {
            accounts.failure(item, known, options);
        } else {
            violations.add("item " + item.number() + " failed with " + failure);
        }
    }

    /** What a failed map leaves open is run again, item by item. */
    private void map(List<Item> items, TaskOptions options) {
        List<Answer> answers;
        accounts.mapped(items.size());
        try {
            answers = random.nextBoolean()
                    ? pool.with(options).map(Errand::run, items)
                    : pool.with(options).map(Errand::run, items, chunkSize());
        } catch (PoolException e) {
            accounts.mapFailed(items, e, options);
            mapSettled(items, maker.options(EACH));
            return;
        }
        accounts.mapSucceeded(items, answers, options);
    }

    private void mapSettled(List<Item> items, TaskOptions options) {
        List<Outcome<Answer>> outcomes = random.nextBoolean()
                ? pool.with(options).mapSettled(Errand::run, items)
                : pool.with(options).mapSettled(Errand::run, items, chunkSize());
        for (int i = 0; i < outcomes.size(); i++) {
            Item item = items.get(i);
            Outcome<Answer> outcome = outcomes.get(i);
            violations.addUnless(outcome.index() == i, "outcome " + outcome + " at index " + i);
            if (outcome instanceof Outcome.Success<Answer> success) {
                violations.addUnless(
                        success.attempts() == success.value().attempt(), "attempts of " + success + " differ");
                accounts.value(item, success.value(), options);
            } else if (outcome instanceof Outcome.Failure<Answer> failure) {
                accounts.failure(item, failure.error(), options);
            }
        }
    }

    private void imapUnordered(List<Item> items, TaskOptions options) {
        Map<Long, Item> byNumber = new HashMap<>();
        items.forEach(item -> byNumber.put(item.number(), item));
        try (ResultIterator<Answer> results = pool.with(options).imapUnordered(Errand::run, items, chunkSize())) {
            while (results.hasNext()) {
                settleNext(results, items, byNumber, options);
            }
        }
    }

    private void settleNext(
            ResultIterator<Answer> results, List<Item> items, Map<Long, Item> byNumber, TaskOptions options) {
        Answer answer;
        try {
            answer = results.next();
        } catch (PoolException e) {
            if (e.itemIndex() < 0) {
                throw e;
            }
            accounts.failure(items.get(e.itemIndex()), e, options);
            return;
        }
        Item item = byNumber.get(answer.number());
        if (item == null) {
            violations.add("an answer to item " + answer.number() + ", which this call does not have");
        } else {
            accounts.value(item, answer, options);
        }
    }

    private int chunkSize() {
        return CHUNK_SIZES[random.nextInt(CHUNK_SIZES.length)];
    }
}
