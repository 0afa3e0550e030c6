package dev.taskpool.remote.internal.serial;

import com.esotericsoftware.kryo.kryo5.util.MapReferenceResolver;

/** Keeps objects that occur more than once the same, and never gives out one that is not there yet. */
final class WholeReferences extends MapReferenceResolver {

    // Kryo's signature is raw.
    @Override
    @SuppressWarnings("rawtypes")
    public Object getReadObject(Class type, int id) {
        Object object = super.getReadObject(type, id);
        if (object == null) {
            throw new RefusedException(
                    type.getName(),
                    type.getName() + ": a cycle leads through an object that must be complete when it is made"
                            + " (a record, a lambda, an immutable collection)");
        }
        return object;
    }
}
