package dev.taskpool.remote.internal.serial;

import com.esotericsoftware.kryo.kryo5.Registration;
import com.esotericsoftware.kryo.kryo5.util.DefaultClassResolver;
import java.util.HashMap;
import java.util.Map;

/** Finds classes by name through the pool's loader, after the policy has seen the name. */
final class PolicyClassResolver extends DefaultClassResolver {
    private final ClassGate gate;
    private final Map<String, Class<?>> known = new HashMap<>();

    PolicyClassResolver(ClassGate gate) {
        this.gate = gate;
    }

    // Kryo's signature is raw.
    @Override
    @SuppressWarnings("rawtypes")
    public Registration registerImplicit(Class type) {
        gate.check(type);
        return super.registerImplicit(type);
    }

    // Kryo's signature is raw.
    @Override
    @SuppressWarnings("rawtypes")
    protected Class getTypeByName(String className) {
        if (className == null) {
            throw new RefusedException("", "no class name where one is expected");
        }
        Class<?> type = known.get(className);
        if (type == null) {
            type = gate.load(className);
            known.put(className, type);
        }
        return type;
    }
}
