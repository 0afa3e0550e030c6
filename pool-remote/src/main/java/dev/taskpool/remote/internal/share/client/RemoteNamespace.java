package dev.taskpool.remote.internal.share.client;

import dev.taskpool.remote.internal.share.Frame;
import dev.taskpool.remote.internal.share.Verb;
import dev.taskpool.sync.SharedNamespace;
import java.io.Serial;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A handle of named values, which the hub keeps as a map. */
final class RemoteNamespace extends Handle implements SharedNamespace {
    @Serial
    private static final long serialVersionUID = 1;

    RemoteNamespace(Ref ref) {
        super(ref);
    }

    private static byte[] written(String name) {
        return Ref.write(Objects.requireNonNull(name, "name"));
    }

    private static Frame found(Frame answer, String name) {
        if (!Answers.isOk(answer)) {
            throw new NoSuchElementException("no value is named " + name);
        }
        return answer;
    }

    @Override
    public @Nullable Object get(String name) {
        return Ref.read(found(ref.ask(Verb.GET, RemoteMap.PLAIN_KEYS, written(name)), name)
                .part());
    }

    @Override
    public void set(String name, @Nullable Object value) {
        var unused = ref.ask(Verb.SET, RemoteMap.PLAIN_KEYS, written(name), Ref.write(value));
    }

    @Override
    public void remove(String name) {
        var unused = found(ref.ask(Verb.REMOVE, RemoteMap.PLAIN_KEYS, written(name)), name);
    }

    @Override
    public Set<String> names() {
        List<byte[]> parts = ref.ask(Verb.SNAPSHOT, RemoteMap.PLAIN_KEYS).parts();
        var names = new LinkedHashSet<String>();
        for (int i = 0; i < parts.size(); i += 2) {
            names.add(Ref.read(parts.get(i)));
        }
        return names;
    }
}
