package dev.taskpool.remote.internal.serial;

/** How deep a graph may be on the present thread. */
enum StackRoom {
    /** A thread of anyone's, with a stack of 512 KiB or more of which a part is in use. */
    ORDINARY(300, 200, 2_500),
    /** A thread of our own, with a stack made for deep graphs. */
    DEEP(50_000, 50_000, Integer.MAX_VALUE);

    private final int levels;
    private final int javaLevels;
    private final int frames;

    StackRoom(int levels, int javaLevels, int frames) {
        this.levels = levels;
        this.javaLevels = javaLevels;
        this.frames = frames;
    }

    /** Objects within objects that Kryo may write or read. */
    int levels() {
        return levels;
    }

    /** Checks the depth that Java deserialization reports. */
    void requireJavaDepth(long depth) {
        if (depth > javaLevels) {
            throw new TooDeepException("graph: more than " + javaLevels + " levels deep");
        }
    }

    /** Checks how deep the stack is, for Java serialization, which does not say. */
    void requireFrames() {
        if (frames == Integer.MAX_VALUE) {
            return;
        }
        long present = StackWalker.getInstance().walk(all -> all.limit(frames).count());
        if (present >= frames) {
            throw new TooDeepException("graph: more than " + frames + " stack frames deep");
        }
    }
}
