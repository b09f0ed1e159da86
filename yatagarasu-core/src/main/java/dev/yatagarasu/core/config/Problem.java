package dev.yatagarasu.core.config;

import java.util.Optional;

/** What is wrong with a setting. */
final class Problem {
    private Problem() {}

    /** {@code text}, unless the setting is good. */
    static Optional<String> unless(boolean good, String text) {
        return good ? Optional.empty() : Optional.of(text);
    }
}
