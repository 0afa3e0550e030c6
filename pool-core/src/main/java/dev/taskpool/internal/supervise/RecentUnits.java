package dev.taskpool.internal.supervise;

import dev.taskpool.TaskInfo;
import dev.taskpool.internal.schedule.Decision;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which items the latest units hold, for what workers say of them; a report of progress may come after the end of its
 * item, because it travels on its own.
 */
final class RecentUnits {
    private static final int KEPT = 4_096;

    private final Map<Long, Place> places = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Place> eldest) {
            return size() > KEPT;
        }
    };

    /** Not the call itself: that would keep what it carries, and its results, long after its end. */
    private record Place(long callId, String name, boolean single, int first, int attempt) {}

    void add(OpenCall call, Decision.Assign assign) {
        places.put(
                assign.unitId(),
                new Place(call.spec.callId(), call.info.name(), call.info.single(), assign.first(), assign.attempt()));
    }

    /** The item that a worker speaks of; {@code null} if that is long ago. */
    @Nullable
    TaskInfo task(WorkerFace worker, long unitId, int offset) {
        Place place = places.get(unitId);
        if (place == null) {
            return null;
        }
        return new TaskInfo(
                place.callId(),
                place.name(),
                place.single() ? -1 : place.first() + offset,
                worker.id,
                worker.pid,
                place.attempt());
    }
}
