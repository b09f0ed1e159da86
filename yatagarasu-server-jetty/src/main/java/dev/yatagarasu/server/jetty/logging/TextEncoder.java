package dev.yatagarasu.server.jetty.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line of text for each event: time, level, thread, logger, message. Nothing in an event can end its line or start a
 * terminal's escape sequence; a stack trace follows on lines of its own that begin with a tab.
 */
final class TextEncoder extends EncoderBase<ILoggingEvent> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final int MOST_CAUSES = 16;
    private static final int WIDEST_LEVEL = "ERROR".length();

    @Override
    public byte[] headerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(160);
        TIME.formatTo(event.getInstant(), line);
        line.append(' ');
        line.append(event.getLevel()).append(event.getLevel().levelStr.length() < WIDEST_LEVEL ? "  [" : " [");
        OneLine.append(line, event.getThreadName());
        line.append("] ");
        OneLine.append(line, event.getLoggerName());
        line.append(": ");
        OneLine.append(line, event.getFormattedMessage());
        line.append('\n');
        appendThrowable(line, event.getThrowableProxy());
        return line.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void appendThrowable(StringBuilder text, @Nullable IThrowableProxy thrown) {
        IThrowableProxy each = thrown;
        for (int depth = 0; each != null && depth < MOST_CAUSES; depth++) {
            text.append(depth == 0 ? "\t" : "\tcaused by ");
            OneLine.append(text, each.getClassName() + ": " + each.getMessage());
            text.append('\n');
            for (StackTraceElementProxy frame : each.getStackTraceElementProxyArray()) {
                text.append("\t\t");
                OneLine.append(text, frame.getSTEAsString());
                text.append('\n');
            }
            each = each.getCause();
        }
    }

    @Override
    public byte[] footerBytes() {
        return new byte[0];
    }
}
