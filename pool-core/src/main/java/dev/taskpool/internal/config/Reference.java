package dev.taskpool.internal.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;

/** The merged {@code reference.conf} of all modules on the class path: the defaults, and with them the known keys. */
final class Reference {
    private Reference() {}

    static Config load() {
        ClassLoader own = Reference.class.getClassLoader();
        // The unresolved reference: the resolved one has the system properties in it, and would make each of them a
        // known key.
        Config reference = ConfigFactory.defaultReferenceUnresolved(loader())
                .withFallback(ConfigFactory.defaultReferenceUnresolved(own));
        if (!reference.root().containsKey(PoolConfig.ROOT)) {
            throw new ConfigException.Generic(
                    "taskpool: no defaults on the class path (expected: the reference.conf of "
                            + "pool-core; a jar made of many must concatenate their reference.conf files)");
        }
        return reference;
    }

    /** Where a program's configuration is looked for; threads made by native code have no context class loader. */
    static ClassLoader loader() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context != null ? context : Reference.class.getClassLoader();
    }

    /** Resolves what a program gave over the defaults; system properties serve substitutions alone. */
    static Config resolveOver(Config reference, Config given) {
        Config properties = ConfigFactory.systemProperties().withoutPath(PoolConfig.ROOT);
        return given.withFallback(reference).withFallback(properties).resolve();
    }

    static ConfigObject block(Config reference) {
        return resolveOver(reference, ConfigFactory.empty()).getObject(PoolConfig.ROOT);
    }
}
