package dev.taskpool.remote.internal.share.client;

import dev.taskpool.process.Pipe;
import dev.taskpool.remote.internal.share.serve.Hub;
import dev.taskpool.remote.internal.share.serve.HubObjects;
import org.jspecify.annotations.Nullable;

/** The pipes that this process has opened. One hub carries them all, and ends with the last of them. Thread-safe. */
public final class OwnPipes {
    private static @Nullable Hub hub;
    private static int open;

    private OwnPipes() {}

    /**
     * Opens one.
     *
     * @param oneWay whether only its left end sends
     * @return the pipe
     * @param <T> the messages
     */
    public static synchronized <T> Pipe<T> open(boolean oneWay) {
        Hub present = hub;
        if (present == null) {
            present = Hub.open("pipe-server");
            hub = present;
        }
        open++;
        HubObjects.Place place = new HubObjects(present).pipe(OwnPipes::closed);
        Ref ref = new Ref(present.address(), place.id(), place.word());
        return new RemotePipe<>(
                new RemoteConnection<>(ref, 0, true, !oneWay), new RemoteConnection<>(ref, 1, !oneWay, true));
    }

    /** One of them is closed; called by the hub. */
    private static synchronized void closed() {
        open--;
        Hub present = hub;
        if (open == 0 && present != null) {
            hub = null;
            present.close();
        }
    }
}
