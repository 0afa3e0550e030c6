package dev.taskpool.remote.internal.link;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigResolveOptions;
import dev.taskpool.remote.internal.serial.WireSerializer;
import dev.taskpool.remote.internal.wire.Wire;

/**
 * The configuration of a pool's own actor systems, the same in parent and children.
 *
 * <p>Three layers: what cannot be changed, then {@code taskpool.remote.link.pekko}, then the reference configurations
 * of the libraries. The {@code pekko} block and system properties of the program around it do not count, so its own
 * actor systems and these never disturb each other.
 *
 * @param pekko the whole configuration to create an actor system with
 */
public record LinkSettings(Config pekko) {
    private static final String PATH = "taskpool.remote.link";

    /** What keeps strangers out, and what both ends must agree on. */
    private static final Config FIXED = ConfigFactory.parseString(
            """
            pekko.actor {
              provider = remote
              allow-java-serialization = off
              serializers.taskpool = "%s"
              serialization-bindings { "%s" = taskpool }
            }
            # To the loggers of the program around it. Pekko would add its own bridge if left to itself.
            pekko.use-slf4j = off
            pekko.loggers = ["%s"]
            pekko.remote {
              # No class is instantiated because a peer asks for it.
              deployment { enable-allow-list = on, allowed-actor-classes = [] }
              artery {
                enabled = on
                transport = tls-tcp
                canonical { hostname = "127.0.0.1", port = 0 }
                bind { hostname = "127.0.0.1", port = 0 }
                # A peer can send messages to actors it was told of, and nothing else: it cannot stop, kill, watch or
                # create one, nor search for it.
                untrusted-mode = on
                trusted-selection-paths = []
                large-message-destinations = []
                # A frame that is larger than the receiver's limit would break the connection.
                advanced.maximum-frame-size = 1 MiB
              }
            }
            """.formatted(WireSerializer.class.getName(), Wire.class.getName(), LinkLogger.class.getName()));

    /**
     * Takes the settings from a whole configuration.
     *
     * @param whole a resolved configuration with the block {@code taskpool.remote.link}
     * @return the settings
     * @throws com.typesafe.config.ConfigException if the block is missing or has values of a wrong type
     */
    public static LinkSettings of(Config whole) {
        return new LinkSettings(
                FIXED.withFallback(block(whole)).withFallback(libraries()).resolve());
    }

    /**
     * The settings as shipped.
     *
     * @return the defaults
     */
    public static LinkSettings defaults() {
        return of(libraries());
    }

    /**
     * What a child needs to have the same settings as its parent.
     *
     * @param whole as for {@link #of}
     * @return for {@link #parse}; an empty string for the defaults
     */
    public static String render(Config whole) {
        Config tuned = block(whole);
        return tuned.equals(block(libraries())) ? "" : tuned.root().render(ConfigRenderOptions.concise());
    }

    /**
     * Takes the settings as rendered.
     *
     * @param rendered by {@link #render}
     * @return the settings
     */
    public static LinkSettings parse(String rendered) {
        return rendered.isEmpty()
                ? defaults()
                : of(ConfigFactory.parseString(rendered).atPath(PATH));
    }

    private static Config block(Config whole) {
        return whole.getConfig(PATH).withOnlyPath("pekko");
    }

    private static Config libraries() {
        // Unlike ConfigFactory.load() and defaultReference(), without the program's file and system properties.
        return ConfigFactory.defaultReferenceUnresolved(LinkSettings.class.getClassLoader())
                .resolve(ConfigResolveOptions.defaults().setAllowUnresolved(true));
    }
}
