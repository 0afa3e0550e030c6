package dev.taskpool.internal.supervise;

import dev.taskpool.TaskPool;
import org.jspecify.annotations.Nullable;

/** The pool of the whole program, made when it is first asked for. */
public final class SharedPool {
    private static final String NAME = "shared";
    private static volatile @Nullable PoolFace pool;

    private SharedPool() {}

    /**
     * The pool. Blocks while it is being made.
     *
     * @return a pool that takes calls, unless this JVM is ending
     */
    public static TaskPool get() {
        PoolFace current = pool;
        return current != null && current.core.works() ? current : make();
    }

    /** Makes it, also in place of one that is broken or was ended with the program's main. */
    private static synchronized TaskPool make() {
        PoolFace current = pool;
        if (current == null || !current.core.works()) {
            var builder = new PoolBuilder().shared();
            builder.name(NAME);
            current = PoolStart.start(builder.plan());
            pool = current;
        }
        return current;
    }
}
