package dev.taskpool.remote.internal.share.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class LaneTest {
    private final Queue<Runnable> started = new ArrayDeque<>();
    private final List<Integer> done = new ArrayList<>();
    private boolean full;
    private final Lane lane = new Lane(this::start);

    private void start(Runnable run) {
        if (full) {
            throw new RejectedExecutionException("no threads");
        }
        started.add(run);
    }

    private Runnable step(int number) {
        return () -> done.add(number);
    }

    private void runStarted() {
        Objects.requireNonNull(started.poll()).run();
    }

    @Test
    void executeHere_whileSomethingWaits_comesBehindIt() {
        lane.execute(step(1));
        lane.executeHere(step(2));
        assertThat(done).isEmpty();
        runStarted();
        assertThat(done).containsExactly(1, 2);
        lane.executeHere(step(3));
        assertThat(done).containsExactly(1, 2, 3);
    }

    @Test
    void execute_thereWasNoThread_runsWithTheNext() {
        full = true;
        assertThatThrownBy(() -> lane.execute(step(1))).isInstanceOf(RejectedExecutionException.class);
        full = false;
        lane.executeHere(step(2));
        assertThat(done).isEmpty();
        runStarted();
        assertThat(done).containsExactly(1, 2);
    }
}
