package dev.taskpool.internal.local;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.taskpool.spi.Codec;
import dev.taskpool.spi.PoolEnvironment;
import dev.taskpool.spi.WorkerBackend;
import dev.taskpool.spi.WorkerCommand;
import dev.taskpool.spi.WorkerEvent;
import dev.taskpool.spi.WorkerSite;
import java.util.List;
import org.apache.pekko.actor.setup.Setup;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;

/** Workers that are threads of this JVM; values are passed by reference. */
public final class ThreadBackend implements WorkerBackend {
    /** Makes the backend. */
    public ThreadBackend() {}

    @Override
    public String name() {
        return "threads";
    }

    @Override
    public WorkerSite open(PoolEnvironment environment) {
        return new Site(environment);
    }

    private record Site(PoolEnvironment environment) implements WorkerSite {
        @Override
        public Codec codec() {
            return ReferenceCodec.INSTANCE;
        }

        /** A small actor system of its own: what the program configures for its own actors does not reach it. */
        @Override
        public Config systemConfig() {
            return ConfigFactory.parseString("""
                            pekko {
                              daemonic = on
                              loglevel = WARNING
                              stdout-loglevel = OFF
                              log-dead-letters = off
                              jvm-exit-on-fatal-error = off
                              coordinated-shutdown.run-by-jvm-shutdown-hook = off
                              actor.default-dispatcher {
                                fork-join-executor { parallelism-min = 2, parallelism-max = 2 }
                              }
                              actor.internal-dispatcher = "pekko.actor.default-dispatcher"
                            }
                            """)
                    .withFallback(ConfigFactory.defaultReference(ThreadBackend.class.getClassLoader()))
                    .resolve();
        }

        @Override
        public List<Setup> systemSetups() {
            return List.of();
        }

        @Override
        public Behavior<WorkerCommand> worker(int workerId, ActorRef<WorkerEvent> supervisor) {
            return ThreadWorker.create(environment, workerId, supervisor);
        }

        @Override
        public boolean owns(Thread thread) {
            return ThreadRunner.isOf(environment, thread);
        }

        @Override
        public void close() {
            // threads end by themselves; one that ignores its interruption is abandoned
        }
    }
}
