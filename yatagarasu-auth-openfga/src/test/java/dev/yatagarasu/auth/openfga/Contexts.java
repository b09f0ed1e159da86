package dev.yatagarasu.auth.openfga;

import dev.yatagarasu.api.plugin.ComponentContext;
import java.time.Clock;

/** What the engine would hand to the authorizer. */
final class Contexts {
    private Contexts() {}

    static ComponentContext context() {
        return context(Clock.systemUTC());
    }

    static ComponentContext context(Clock clock) {
        return new ComponentContext(
                "shared-files",
                clock,
                task -> Thread.ofVirtual().name("openfga-test").start(task));
    }
}
