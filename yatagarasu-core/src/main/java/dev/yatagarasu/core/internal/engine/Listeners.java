package dev.yatagarasu.core.internal.engine;

import dev.yatagarasu.core.event.Listener;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells listeners what happens. What one of them throws is logged, and the others are told all the same. */
public record Listeners(List<Listener> all) {
    private static final Logger log = LoggerFactory.getLogger(Listeners.class);

    /** Those who are told, in this order. */
    public Listeners {
        all = List.copyOf(all);
    }

    /** Whether nobody listens, so that no event need be made. */
    boolean isEmpty() {
        return all.isEmpty();
    }

    /** Tells each of them on the calling thread. */
    public void tell(Consumer<Listener> event) {
        for (Listener listener : all) {
            try {
                event.accept(listener);
            } catch (Throwable e) {
                log.warn("a listener failed", e);
            }
        }
    }
}
