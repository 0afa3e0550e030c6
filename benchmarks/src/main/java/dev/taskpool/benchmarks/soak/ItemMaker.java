package dev.taskpool.benchmarks.soak;

import dev.taskpool.TaskOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Draws items and the options of calls. For one client. */
final class ItemMaker {
    private static final int LOAD_BYTES = 100_000;

    private final RandomGenerator random;
    private final Accounts accounts;

    ItemMaker(RandomGenerator random, Accounts accounts) {
        this.random = random;
        this.accounts = accounts;
    }

    List<Item> items(int atMost) {
        int count = random.nextInt(1, atMost + 1);
        long first = accounts.issue(count);
        List<Item> items = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            items.add(item(first + i));
        }
        return items;
    }

    private Item item(long number) {
        int dice = random.nextInt(100);
        if (dice < 2) {
            return new Item(number, Item.Kind.LONG, random.nextInt(200, 1_200), new byte[0]);
        }
        if (dice < 7) {
            return new Item(number, Item.Kind.THROWS, random.nextInt(3), new byte[0]);
        }
        if (dice < 12) {
            return new Item(number, Item.Kind.FLAKY, random.nextInt(3), new byte[0]);
        }
        if (dice < 17) {
            byte[] load = new byte[LOAD_BYTES];
            random.nextBytes(load);
            return new Item(number, Item.Kind.LOADED, random.nextInt(5), load);
        }
        return new Item(number, Item.Kind.QUICK, random.nextInt(8), new byte[0]);
    }

    /** With a time limit now and then that long items do not keep, and seldom without retries. */
    TaskOptions options(String name) {
        TaskOptions options = TaskOptions.defaults()
                .name(name)
                .retries(random.nextInt(5) == 0 ? 0 : random.nextInt(1, 6))
                .retryOn(Errand.Flaked.class)
                .priority(random.nextInt(3) - 1);
        if (random.nextInt(4) == 0) {
            options = options.backoff(Duration.ofMillis(random.nextInt(1, 100)));
        }
        return random.nextInt(3) == 0 ? options.timeout(Duration.ofMillis(random.nextInt(150, 2_500))) : options;
    }
}
