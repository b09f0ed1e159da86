package dev.yatagarasu.core.config;

import java.util.Optional;

/** Checks of settings: what is wrong, if anything is. */
final class Check {
    private Check() {}

    /** {@code problem}, unless what must hold does. */
    static Optional<String> that(boolean holds, String problem) {
        return holds ? Optional.empty() : Optional.of(problem);
    }
}
