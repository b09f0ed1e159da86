package dev.yatagarasu.api.cache;

import java.util.function.Consumer;

/**
 * Carries purges to the other instances that share a cache. Safe from any thread; the engine closes it.
 */
public interface InvalidationBus extends AutoCloseable {

    /** Tells every other instance. Throw a {@link dev.yatagarasu.api.YatagarasuException} when it cannot be told. */
    void publish(Purge purge);

    /** Calls {@code receiver} with every purge that another instance published, in order, on a thread of the bus. */
    void subscribe(Consumer<Purge> receiver);

    @Override
    void close();
}
