package dev.yatagarasu.cache.redis;

import dev.yatagarasu.api.plugin.ComponentContext;
import java.time.Clock;

/** What the engine would hand to the components. */
final class Contexts {
    private Contexts() {}

    static ComponentContext context() {
        return new ComponentContext(
                "redis",
                Clock.systemUTC(),
                task -> Thread.ofVirtual().name("redis-test").start(task));
    }
}
