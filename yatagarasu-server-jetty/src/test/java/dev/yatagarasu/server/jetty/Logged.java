package dev.yatagarasu.server.jetty;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What one logger says. */
final class Logged {
    private Logged() {}

    /** Something that is expected to be logged about. */
    interface Action {
        void run() throws IOException;
    }

    /** The messages of the logger of that name, as far as its level lets them through, while {@code action} runs. */
    static List<String> during(String name, Action action) throws IOException {
        Logger logger = (Logger) LoggerFactory.getLogger(name);
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        logger.addAppender(appender);
        try {
            action.run();
        } finally {
            logger.detachAppender(appender);
        }
        return appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
