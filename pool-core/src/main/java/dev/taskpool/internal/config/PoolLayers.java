package dev.taskpool.internal.config;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import dev.taskpool.spi.WorkerSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lays the blocks that make up a pool's configuration over each other, and checks each of them. */
final class PoolLayers {
    private static final String NAME = "name";
    private static final String POOLS = "pools";
    private static final ConfigObject NOTHING = ConfigFactory.empty().root();

    private final ConfigObject defaults;
    private final ConfigObject overrides;
    private final Problems problems = new Problems();

    /**
     * Prepares for one configuration.
     *
     * @param defaults a block with every key
     * @param overrides good values that win over everything
     */
    PoolLayers(ConfigObject defaults, ConfigObject overrides) {
        this.defaults = defaults;
        this.overrides = overrides;
    }

    /**
     * What counts for one pool.
     *
     * @param settings its settings
     * @param block the block they were read from
     */
    record Pool(PoolSettings settings, ConfigObject block) {}

    /** Looks at the blocks of all pools, and gives what counts for the pool that the configuration names. */
    Pool resolve(ConfigValue taskpool) {
        KnownKeys keys = new KnownKeys(defaults.withValue(POOLS, NOTHING));
        ConfigObject shared =
                overrides.withFallback(checked(PoolConfig.ROOT, taskpool, keys)).withFallback(defaults);
        String name = PoolSettings.read(new BlockReader(PoolConfig.ROOT, shared, problems))
                .name();
        ConfigObject own = checkedPools(shared, name).getOrDefault(name, NOTHING);
        ConfigObject block = overrides.withFallback(own).withFallback(shared);
        // What is wrong has been told, with the path at which it was written.
        PoolSettings settings = PoolSettings.read(new BlockReader(PoolConfig.ROOT, block, new Problems()));
        WorkerSpec spec = settings.workerSpec();
        checkDirectory(spec.workingDirectory(), PoolSettings.WORKING_DIRECTORY, block, own, name);
        checkDirectory(spec.heapDumpDirectory(), PoolSettings.HEAP_DUMP_DIRECTORY, block, own, name);
        problems.throwIfAny();
        return new Pool(name.isEmpty() ? settings.named(PoolName.makeUp()) : settings, block);
    }

    private Map<String, ConfigObject> checkedPools(ConfigObject shared, String ownName) {
        KnownKeys keys = new KnownKeys(defaults.withoutKey(POOLS).withoutKey(NAME));
        Map<String, ConfigObject> pools = new HashMap<>();
        shared.toConfig().getObject(POOLS).forEach((name, value) -> {
            String prefix = prefix(name);
            if (!PoolName.isValid(name)) {
                problems.bad(prefix, "bad name", value.origin(), PoolName.RULE);
            }
            ConfigObject pool = checked(prefix, value, keys);
            ConfigObject above = name.equals(ownName) ? overrides : NOTHING;
            ConfigObject full = above.withFallback(pool).withFallback(defaults);
            PoolSettings.read(new BlockReader(prefix, full, problems));
            pools.put(name, pool);
        });
        return pools;
    }

    private ConfigObject checked(String prefix, ConfigValue value, KnownKeys keys) {
        if (value instanceof ConfigObject block) {
            return keys.check(block, prefix, problems);
        }
        problems.bad(prefix, value, KnownKeys.BLOCK);
        return NOTHING;
    }

    /** Only where this pool's workers will run: another pool's directory may still have to be made. */
    private void checkDirectory(
            @Nullable Path directory, String key, ConfigObject block, ConfigObject own, String name) {
        if (directory == null || Files.isDirectory(directory)) {
            return;
        }
        boolean isOwn = own.toConfig().hasPath(key);
        String path = (isOwn ? prefix(name) : PoolConfig.ROOT) + "." + key;
        problems.bad(path, block.toConfig().getValue(key), "an existing directory, or empty");
    }

    private static String prefix(String pool) {
        return ConfigUtil.joinPath(PoolConfig.ROOT, POOLS, pool);
    }
}
