package dev.yatagarasu.core.config;

/**
 * What the server logs, and how. Embedders configure their own logging.
 *
 * @param level the lowest level that is logged
 * @param format one JSON object or one line of text for each event
 */
public record LoggingConfig(Level level, Format format) {
    /** Severities, as SLF4J names them. */
    public enum Level {
        TRACE,
        DEBUG,
        INFO,
        WARN,
        ERROR
    }

    /** The format of log lines. */
    public enum Format {
        JSON,
        TEXT
    }

    /** Text, at level {@code info}. */
    public static LoggingConfig defaults() {
        return new LoggingConfig(Level.INFO, Format.TEXT);
    }
}
