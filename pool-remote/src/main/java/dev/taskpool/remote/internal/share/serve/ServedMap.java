package dev.taskpool.remote.internal.share.serve;

import dev.taskpool.remote.internal.serial.ValueCodec;
import dev.taskpool.remote.internal.share.Verb;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A map whose keys are compared here; values stay as they were written until they must be compared. */
final class ServedMap implements Served {
    /** The number of questions whose keys and values are of the JDK's simplest classes, and are compared by these. */
    static final long PLAIN = 1;

    private final ValueCodec codec = ValueCodec.ofThisProcess();
    private final Map<@Nullable Object, Entry> entries = new LinkedHashMap<>();

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Entry(byte[] key, byte[] value) {}

    @Override
    public boolean runsUserCode() {
        return true;
    }

    @Override
    public boolean runsUserCode(Call call) {
        return call.number() != PLAIN;
    }

    @Override
    public void handle(Call call) {
        switch (call.verb()) {
            case SIZE -> call.ok(entries.size());
            case CLEAR -> {
                entries.clear();
                call.ok();
            }
            case SNAPSHOT -> {
                var parts = new ArrayList<byte[]>();
                entries.values().forEach(entry -> parts.addAll(List.of(entry.key, entry.value)));
                call.answer(Verb.OK, 0, parts);
            }
            default -> handle(call, codec.read(call.part()));
        }
    }

    private void handle(Call call, @Nullable Object key) {
        Entry present = entries.get(key);
        switch (call.verb()) {
            case GET -> tell(call, present);
            case CONTAINS -> call.okIf(present != null);
            case SET -> {
                set(key, call, 1);
                tell(call, present);
            }
            case PUT_IF_ABSENT -> {
                if (present == null) {
                    set(key, call, 1);
                }
                tell(call, present);
            }
            case REPLACE -> {
                if (present != null) {
                    set(key, call, 1);
                }
                tell(call, present);
            }
            case REMOVE -> tell(call, entries.remove(key));
            case REMOVE_EXACTLY -> {
                boolean same = holds(present, call);
                if (same) {
                    entries.remove(key);
                }
                call.okIf(same);
            }
            case REPLACE_EXACTLY -> {
                boolean same = holds(present, call);
                if (same) {
                    set(key, call, 2);
                }
                call.okIf(same);
            }
            default -> throw Served.unknown(this, call);
        }
    }

    private void set(@Nullable Object key, Call call, int part) {
        entries.put(key, new Entry(call.part(), call.parts().get(part)));
    }

    private static void tell(Call call, @Nullable Entry entry) {
        if (entry == null) {
            call.nothing();
        } else {
            call.ok(entry.value);
        }
    }

    private boolean holds(@Nullable Entry present, Call call) {
        if (present == null) {
            return false;
        }
        byte[] expected = call.parts().get(1);
        boolean alike = Arrays.equals(present.value, expected);
        boolean simple = call.number() == PLAIN; // such values are equal if they are written alike, and only then
        return alike || (!simple && Objects.deepEquals(codec.read(present.value), codec.read(expected)));
    }
}
