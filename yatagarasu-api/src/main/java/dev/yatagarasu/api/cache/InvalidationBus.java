package dev.yatagarasu.api.cache;

import java.util.Optional;

/**
 * Carries purges, of objects and of decisions, to the other instances that share a cache. Safe from any thread; the engine closes it.
 */
public interface InvalidationBus extends AutoCloseable {

    /** Receives the messages of other instances. Called on a thread of the bus, in order. */
    interface Receiver {
        /**
         * Listening has begun, or begun again: all purges after {@code position} will be told. If that is not where it was to
         * go on, {@link #missed} has come before.
         */
        default void listening(String position) {}

        /**
         * Another instance has purged something.
         *
         * @param position where the bus stands after it; what {@link #subscribe} takes up from
         */
        void purged(Purge purge, String position);

        /**
         * Another instance wants decisions forgotten.
         *
         * @param position as above
         */
        void decisionsPurged(DecisionPurge purge, String position);

        /**
         * Purges may have been missed: the bus has moved past the position this instance had reached. Everything not
         * certain has to go.
         *
         * @param position where the bus stands now
         */
        void missed(String position);
    }

    /**
     * Tells every other instance; returns when the bus has stored the message.
     *
     * @throws dev.yatagarasu.api.YatagarasuException when they cannot be told now
     */
    void publish(Purge purge);

    /**
     * Tells every other instance to forget decisions; otherwise like {@link #publish(Purge)}.
     *
     * @throws dev.yatagarasu.api.YatagarasuException when they cannot be told now
     */
    void publish(DecisionPurge purge);

    /**
     * Starts to listen, and continues to listen despite failures until the bus is closed. Called once; does not wait.
     *
     * @param after the last position this instance has heard of; empty to hear of everything from now on
     */
    void subscribe(Optional<String> after, Receiver receiver);

    /** Whether the bus is connected and up to date, as far as it knows. Does not block. */
    boolean isUp();

    @Override
    void close();
}
