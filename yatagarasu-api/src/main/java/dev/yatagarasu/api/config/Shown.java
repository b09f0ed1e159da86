package dev.yatagarasu.api.config;

import java.util.List;
import java.util.Locale;

/** What of a configuration may be shown in a message: no secret, nothing the environment gave, nothing endless. */
final class Shown {
    private static final int LONGEST = 80;
    private static final List<String> SECRETS = List.of("key", "secret", "token", "password");

    private Shown() {}

    static String describe(String path, NodeValue value) {
        return switch (value) {
            case NodeValue.Text text -> describe(path, text);
            case NodeValue.Keys keys -> "keys and values";
            case NodeValue.Items items -> "a list";
            case NodeValue.Nothing nothing -> "nothing: give it a value or remove the key";
            case NodeValue.Broken broken -> "something unusable";
        };
    }

    private static String describe(String path, NodeValue.Text text) {
        if (isSecret(path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT))) {
            return "a value that is not shown here";
        }
        boolean replaced = !text.written().equals(text.text());
        return (replaced ? "what the environment gives for " : "") + "\"" + shortened(text.written()) + "\"";
    }

    private static boolean isSecret(String key) {
        return SECRETS.stream().anyMatch(key::contains);
    }

    static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }
}
