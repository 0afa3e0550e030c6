package dev.taskpool.remote;

import dev.taskpool.remote.internal.host.Target;
import dev.taskpool.remote.internal.launch.ArchivedStart;
import dev.taskpool.remote.internal.launch.ClassArchive;
import dev.taskpool.remote.internal.launch.OutputMode;
import dev.taskpool.remote.internal.serial.KryoCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes missing class archives in the background, each in a process that starts a pool of one worker and ends.
 *
 * <p>Its thread is no daemon: a program whose main returns meanwhile ends when the archive is made, which takes some
 * seconds, once; otherwise short programs would never have one. An exit or a signal ends it at once.
 */
final class ClassArchives {
    private static final Logger log = LoggerFactory.getLogger(ClassArchives.class);

    /** The pool that lacks it is started first. */
    private static final long DELAY_SECONDS = 5;

    private static final long LIMIT_SECONDS = 60;
    private static final int HIGHEST_OWN_CODE = 128;
    private static final long HEAP_BYTES = 64L << 20;
    private static final Set<ClassArchive> tried = ConcurrentHashMap.newKeySet();
    private static final Object one = new Object();

    private ClassArchives() {}

    /**
     * Has an archive made, unless this JVM has tried to already, or another one in vain.
     *
     * @param start what lacks it
     * @return to be run when there is no need to wait with it any more
     */
    static Runnable make(ArchivedStart start) {
        var noNeedToWait = new CountDownLatch(1);
        start.archive().filter(it -> tried.add(it) && !it.hasFailed()).ifPresent(archive -> {
            new Thread(() -> make(archive, start, noNeedToWait), "taskpool-class-archive").start();
        });
        return noNeedToWait::countDown;
    }

    private static void make(ClassArchive archive, ArchivedStart start, CountDownLatch noNeedToWait) {
        try {
            boolean poolHasEnded = noNeedToWait.await(DELAY_SECONDS, TimeUnit.SECONDS);
            log.debug("a class archive is being made folder={} poolHasEnded={}", archive.folder(), poolHasEnded);
            synchronized (one) {
                long begun = System.nanoTime();
                if (archive.make(file -> write(archive, start, file))) {
                    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
                    log.info("class archive made folder={} key={} millis={}", archive.folder(), archive.key(), millis);
                }
            }
        } catch (IOException | RuntimeException e) {
            log.info("no class archive was made: workers start more slowly, and nothing else", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void write(ClassArchive archive, ArchivedStart start, Path file)
            throws IOException, InterruptedException {
        var plan = new Target.Plan(
                "class-archive",
                List.of(),
                start.jars(),
                Map.of(),
                null,
                HEAP_BYTES,
                OutputMode.DISCARD,
                TargetMain.class.getName());
        var rehearsal = new Rehearsal(start.collector(), archive.optionsToMake(file));
        Target target = Target.start(
                plan,
                rehearsal,
                spool -> KryoCodec.ofTarget(Objects.requireNonNull(ClassArchives.class.getClassLoader()), spool));
        try {
            Target.End end = target.end().get(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (end.exitCode() > HIGHEST_OWN_CODE) {
                throw new IOException("the process that makes it was killed, exit code " + end.exitCode());
            }
            if (end.exitCode() != 0) {
                log.debug("the making of a class archive failed", end.failure().orElse(null));
                Files.deleteIfExists(file); // it may be half written
            }
        } catch (ExecutionException e) {
            throw new IOException("how the making of an archive ended is not known", e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("no archive was written within " + LIMIT_SECONDS + " s", e);
        } finally {
            target.kill();
        }
    }
}
