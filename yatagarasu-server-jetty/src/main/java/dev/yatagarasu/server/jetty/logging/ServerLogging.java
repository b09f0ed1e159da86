package dev.yatagarasu.server.jetty.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.EncoderBase;
import dev.yatagarasu.core.config.LoggingConfig;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * Sets logback up from the configuration: one appender to standard error, no configuration file. The configured level is
 * that of Yatagarasu and its plug-ins. The HTTP libraries never go below {@code warn}, since their finer levels print
 * headers, and with them tokens and credentials; all other libraries never go below {@code info}. Of Jetty's warnings, some of
 * which a client can cause with each request, every kind is logged once a minute.
 */
public final class ServerLogging {
    private static final List<String> PRINT_HEADERS = List.of("org.eclipse.jetty", "org.apache.hc");

    private ServerLogging() {}

    /** Replaces whatever logging the process has. */
    public static void apply(LoggingConfig config) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        apply(config, context);
    }

    static void apply(LoggingConfig config, LoggerContext context) {
        Level level = Level.toLevel(config.level().name());
        context.addTurboFilter(new SparseWarnings(System::nanoTime));
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(atLeast(level, Level.INFO));
        context.getLogger("dev.yatagarasu").setLevel(level);
        PRINT_HEADERS.forEach(name -> context.getLogger(name).setLevel(atLeast(level, Level.WARN)));
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)
                .addAppender(standardError(context, encoder(config.format(), context)));
    }

    private static Level atLeast(Level level, Level bound) {
        return level.isGreaterOrEqual(bound) ? level : bound;
    }

    private static ConsoleAppender<ILoggingEvent> standardError(
            LoggerContext context, EncoderBase<ILoggingEvent> encoder) {
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }

    private static EncoderBase<ILoggingEvent> encoder(LoggingConfig.Format format, LoggerContext context) {
        EncoderBase<ILoggingEvent> encoder = switch (format) {
            case JSON -> json();
            case TEXT -> new TextEncoder();
        };
        encoder.setContext(context);
        encoder.start();
        return encoder;
    }

    private static JsonEncoder json() {
        JsonEncoder json = new JsonEncoder();
        json.setWithSequenceNumber(false);
        json.setWithNanoseconds(false);
        json.setWithContext(false);
        json.setWithMarkers(false);
        json.setWithArguments(false);
        json.setWithMessage(false);
        json.setWithFormattedMessage(true);
        return json;
    }
}
