package dev.taskpool.remote.internal.link;

import java.util.List;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.dispatch.RequiresMessageQueue;
import org.apache.pekko.event.LoggerMessageQueueSemantics;
import org.apache.pekko.event.Logging;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands what Pekko's remoting has to say to SLF4J, without the lines that come with every start and every ended child.
 *
 * <p>Pekko's own bridge announces itself at INFO for each actor system, and cannot leave a line out. Made by Pekko, by
 * its class name.
 */
public final class LinkLogger extends AbstractActor implements RequiresMessageQueue<LoggerMessageQueueSemantics> {
    /**
     * How the warnings begin that mean nothing here: that a cluster would be better, and that the connection to a process
     * that has ended broke or was refused, which the pool reports itself.
     */
    private static final List<String> MEANINGLESS = List.of(
            "Pekko Cluster not in use",
            "[outbound connection to ",
            "Outbound message stream to ",
            "Outbound control stream to ");

    /** Pekko's class for events whose source is a text. */
    private static final String NO_CLASS = "org.apache.pekko.event.DummyClassForStringSources";

    /** Called by Pekko. */
    public LinkLogger() {}

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(Logging.InitializeLogger.class, it -> getSender().tell(Logging.loggerInitialized(), getSelf()))
                .match(Logging.Error.class, LinkLogger::onError)
                .match(Logging.Warning.class, LinkLogger::onWarning)
                .match(Logging.Info.class, it -> log(it).info("{}", it.message()))
                .match(Logging.Debug.class, it -> log(it).debug("{}", it.message()))
                .build();
    }

    private static void onError(Logging.Error error) {
        Throwable cause = error.cause();
        if (cause == Logging.noCause()) {
            log(error).error("{}", error.message());
        } else {
            log(error).error("{}", error.message(), cause);
        }
    }

    private static void onWarning(Logging.Warning warning) {
        String text = String.valueOf(warning.message());
        if (MEANINGLESS.stream().noneMatch(text::startsWith)) {
            log(warning).warn("{}", text);
        }
    }

    private static Logger log(Logging.LogEvent event) {
        Class<?> source = event.logClass();
        return LoggerFactory.getLogger(source.getName().equals(NO_CLASS) ? event.logSource() : source.getName());
    }
}
