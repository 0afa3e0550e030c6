package dev.taskpool.remote.internal.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taskpool.TaskFunction;
import dev.taskpool.spi.WorkUnit;
import dev.taskpool.spi.WorkerCommand;
import dev.taskpool.spi.WorkerEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A worker that is stopped for one item never takes another with it, whenever the stop comes. */
@Timeout(300)
class BystanderIT {
    private static final int ITEMS = 5_000;

    @TempDir
    Path folder;

    @RepeatedTest(5)
    void cancelAtAnyMoment_hitsNoItemOfAnotherCall() throws Exception {
        long seed = System.nanoTime();
        var random = new Random(seed);
        try (var site = new Site()) {
            var worker = site.start().ready();
            String begun = folder.resolve("begun").toString();
            Files.createFile(Path.of(begun));
            var units = new ArrayList<WorkUnit>();
            for (int u = 0; u < 100; u++) {
                long call = 1L + u % 2;
                int first = u * 50;
                units.add(site.unit(
                        call,
                        0,
                        noting(begun),
                        IntStream.range(first, first + 50).boxed().toList()));
            }
            worker.tell(new WorkerCommand.Run(units));
            TimeUnit.MICROSECONDS.sleep(5_000 + random.nextInt(100_000)); // any moment will do
            worker.tell(new WorkerCommand.Cancel(2, true));

            check(site, begun, units.get(0).id(), "seed " + seed);
        }
    }

    /** Notes that it was begun, in one write that survives the process. */
    private static TaskFunction<Integer, Integer> noting(String file) {
        return i -> {
            Files.writeString(Path.of(file), i + "\n", StandardOpenOption.APPEND);
            return i;
        };
    }

    private static void check(Site site, String begun, long firstUnit, String seed) throws Exception {
        Set<Integer> ended = new HashSet<>();
        WorkerEvent event = site.supervisor.receiveMessage(Site.LONG);
        while (!(event instanceof WorkerEvent.Gone)) {
            if (event instanceof WorkerEvent.Succeeded succeeded) {
                for (int i = 0; i < succeeded.results().size(); i++) {
                    ended.add((Integer) site.site.codec().decodeResult(succeeded.results(), i));
                }
            }
            if (event instanceof WorkerEvent.Dropped) {
                return; // it ran an item of the other call at that moment, and lives
            }
            event = site.supervisor.receiveMessage(Site.LONG);
        }
        WorkerEvent.Blame blame = ((WorkerEvent.Gone) event).blame();
        assertThat(blame).as(seed).isNotNull();
        int blamed = (int) (blame.unitId() - firstUnit) * 50 + blame.offset();
        assertThat((blamed / 50) % 2)
                .as("the call of the blamed item, %s", seed)
                .isEqualTo(1);
        List<Integer> lost = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(begun))) {
            int item = Integer.parseInt(line);
            if (!ended.contains(item) && item != blamed) {
                lost.add(item);
            }
        }
        assertThat(lost).as("begun, not answered and not blamed, %s", seed).isEmpty();
        assertThat(ended).as(seed).doesNotContain(blamed).hasSizeLessThan(ITEMS);
    }
}
