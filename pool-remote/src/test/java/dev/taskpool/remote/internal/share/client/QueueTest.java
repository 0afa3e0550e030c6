package dev.taskpool.remote.internal.share.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taskpool.TaskSerializationException;
import dev.taskpool.sync.SharedQueue;
import java.io.ObjectInputStream;
import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class QueueTest {
    private final OwnManager manager = OwnManager.start();

    @AfterEach
    void endManager() {
        manager.close();
    }

    @Test
    void clear_countsAsDoneAndMakesRoom() throws Exception {
        SharedQueue<Integer> queue = manager.queue(2);
        queue.put(1);
        queue.put(2);
        queue.clear();
        assertThat(queue).isEmpty();
        assertThat(queue.joinTasks(Duration.ZERO)).isTrue();
        assertThat(queue.offer(3)).isTrue();
        assertThat(queue.take()).isEqualTo(3);
    }

    @Test
    void clear_ofClosedQueue_leavesIt() {
        SharedQueue<Integer> queue = manager.queue();
        queue.add(1);
        queue.close();
        queue.clear();
        queue.clear();
        assertThatThrownBy(queue::take).isInstanceOf(IllegalStateException.class);
    }

    /** Cannot be read. */
    private static final class Torn implements Serializable {
        @Serial
        private static final long serialVersionUID = 1;

        @Serial
        private void readObject(ObjectInputStream in) {
            throw new IllegalStateException("torn");
        }
    }

    @Test
    void drainTo_oneCannotBeRead_givesTheOthers() {
        SharedQueue<Object> queue = manager.queue();
        queue.addAll(List.of(1, new Torn(), 3));
        var drained = new ArrayList<Object>();
        assertThatThrownBy(() -> queue.drainTo(drained)).isInstanceOf(TaskSerializationException.class);
        assertThat(drained).containsExactly(1, 3);
        assertThat(queue).isEmpty();
    }
}
