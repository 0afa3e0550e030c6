package dev.taskpool.internal.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.Objects;

/**
 * What counts for one pool: over the defaults the block {@code taskpool}, over that the pool's own block, over all the
 * values that the program gave in code.
 *
 * @param settings the pool's settings
 * @param whole the whole configuration, resolved; what counts for this pool stands in its block {@code taskpool}
 */
public record PoolConfig(PoolSettings settings, Config whole) {
    static final String ROOT = "taskpool";

    /**
     * The configuration of this program: its {@code application.conf}, system properties and the defaults.
     *
     * @return the whole configuration
     * @throws com.typesafe.config.ConfigException if it cannot be read
     */
    public static Config load() {
        return ConfigFactory.load(Reference.loader());
    }

    /**
     * Lays the layers over each other and checks them.
     *
     * @param given any configuration, with or without the defaults, of which the block {@code taskpool} counts
     * @param overrides good values for keys of that block, seen from the block; they win over everything
     * @return what counts
     * @throws dev.taskpool.PoolConfigException if it has unknown keys or bad values, all of them listed
     * @throws com.typesafe.config.ConfigException if its substitutions cannot be resolved
     */
    public static PoolConfig resolve(Config given, Config overrides) {
        Config reference = Reference.load();
        Config whole = Reference.resolveOver(reference, given);
        PoolLayers layers = new PoolLayers(Reference.block(reference), overrides.root());
        PoolLayers.Pool pool =
                layers.resolve(Objects.requireNonNull(whole.root().get(ROOT)));
        return new PoolConfig(pool.settings(), whole.withValue(ROOT, pool.block()));
    }
}
