package dev.yatagarasu.core.config;

import dev.yatagarasu.api.config.ConfigNode;

/** Refuses settings that are planned but not supported yet, instead of ignoring them. */
final class UnsupportedSettings {
    private static final String MESSAGE = "is something this version cannot do yet: remove it";

    private UnsupportedSettings() {}

    static void refuse(ConfigNode node, String... keys) {
        for (String key : keys) {
            node.refuse(key, MESSAGE);
        }
    }
}
