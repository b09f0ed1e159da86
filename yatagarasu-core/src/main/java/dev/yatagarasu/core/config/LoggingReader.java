package dev.yatagarasu.core.config;

import dev.yatagarasu.api.config.ConfigNode;

/** Reads the section {@code logging}. */
final class LoggingReader {
    private LoggingReader() {}

    static LoggingConfig read(ConfigNode section) {
        LoggingConfig defaults = LoggingConfig.defaults();
        return new LoggingConfig(
                section.oneOf("level", LoggingConfig.Level.class).orElse(defaults.level()),
                section.oneOf("format", LoggingConfig.Format.class).orElse(defaults.format()));
    }
}
