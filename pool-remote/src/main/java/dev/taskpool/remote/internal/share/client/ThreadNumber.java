package dev.taskpool.remote.internal.share.client;

import java.util.concurrent.atomic.AtomicInteger;

/** Numbers for the threads of this process, each other than all before. */
final class ThreadNumber {
    private static final AtomicInteger last = new AtomicInteger();
    private static final ThreadLocal<Integer> own = ThreadLocal.withInitial(last::incrementAndGet);

    private ThreadNumber() {}

    static int ofThisThread() {
        return own.get();
    }
}
