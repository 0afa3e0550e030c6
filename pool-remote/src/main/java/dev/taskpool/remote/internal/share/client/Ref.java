package dev.taskpool.remote.internal.share.client;

import dev.taskpool.remote.internal.serial.ValueCodec;
import dev.taskpool.remote.internal.share.Address;
import dev.taskpool.remote.internal.share.Frame;
import dev.taskpool.remote.internal.share.Verb;
import dev.taskpool.remote.internal.share.Words;
import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a shared object is: what all handles of it have in common, in all processes. Thread-safe. */
final class Ref implements Serializable {
    @Serial
    private static final long serialVersionUID = 1;

    private final Address address;
    private final int id;
    private final int word;
    private transient volatile @Nullable Session session;

    Ref(Address address, int id, int word) {
        this.address = address;
        this.id = id;
        this.word = word;
    }

    /** Another object of the same hub. */
    Ref other(int otherId) {
        return new Ref(address, otherId, -1);
    }

    Address address() {
        return address;
    }

    int id() {
        return id;
    }

    /** The number of its word. */
    int word() {
        return word;
    }

    Session session() {
        Session known = session;
        if (known == null) {
            known = Session.of(address);
            session = known;
        }
        known.requireOpen();
        return known;
    }

    Words words() {
        return session().words();
    }

    void tell(Verb verb, long number, byte[]... parts) {
        session().tell(id, verb, number, parts);
    }

    Frame ask(Verb verb, long number, byte[]... parts) {
        return session().ask(id, verb, number, parts);
    }

    Frame ask(Verb verb, long number, List<byte[]> parts) {
        return session().ask(id, verb, number, parts);
    }

    /** As {@link Session#await}. */
    Frame await(Verb verb, long number, long limit, byte[]... parts) throws InterruptedException {
        return session().await(id, verb, number, limit, parts);
    }

    static byte[] write(@Nullable Object value) {
        return ValueCodec.ofThisProcess().write(value);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"}) // it is what was written
    static <T extends @Nullable Object> T read(byte[] bytes) {
        return (T) ValueCodec.ofThisProcess().read(bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Ref ref && ref.id == id && ref.word == word && ref.address.equals(address);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * address.hashCode() + id) + word;
    }

    @Override
    public String toString() {
        return address + ", number " + (id == 0 ? word : id);
    }
}
