package dev.taskpool.remote.internal.share.serve;

import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hubs of this process; they end with it. Thread-safe. */
final class OpenHubs {
    private static final Logger log = LoggerFactory.getLogger(OpenHubs.class);
    private static final Set<Hub> hubs = new HashSet<>();
    private static boolean hooked;

    private OpenHubs() {}

    static synchronized void add(Hub hub) {
        hubs.add(hub);
        if (!hooked) {
            hooked = true;
            try {
                Runtime.getRuntime().addShutdownHook(new Thread(OpenHubs::closeAll, "taskpool-hubs"));
            } catch (IllegalStateException e) {
                log.debug("this JVM is ending: another one will delete the directory", e);
            }
        }
    }

    static synchronized void remove(Hub hub) {
        hubs.remove(hub);
    }

    private static void closeAll() {
        copy().forEach(Hub::close);
    }

    private static synchronized Set<Hub> copy() {
        return Set.copyOf(hubs);
    }
}
