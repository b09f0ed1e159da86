package dev.yatagarasu.cache.redis;

import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.api.config.ConfigurationException;

/** What both factories do with the section they are given. */
final class RedisSection {
    private RedisSection() {}

    /** The configuration, or a {@link ConfigurationException} with all that is wrong, unknown keys included. */
    static RedisConfig read(ConfigNode settings) {
        return RedisConfig.read(settings).orElseThrow(() -> {
            settings.reportUnknownKeys();
            return new ConfigurationException(settings.problems().list());
        });
    }
}
