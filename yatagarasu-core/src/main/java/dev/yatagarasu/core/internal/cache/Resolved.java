package dev.yatagarasu.core.internal.cache;

import dev.yatagarasu.api.cache.Lifetime;
import dev.yatagarasu.api.storage.StorageResponse;
import dev.yatagarasu.core.http.CacheOutcome;
import java.util.Optional;

/** What the cache, and storage where it had to be asked, know of an object. */
public sealed interface Resolved {

    /**
     * The object exists and the cache keeps it.
     *
     * @param object the object
     * @param outcome how the cache came to know
     * @param begun a transfer that has begun already, to which the holder is attached
     */
    record Known(CachedObject object, CacheOutcome outcome, Optional<Transfer> begun) implements Resolved {
        /** The same without a transfer. */
        static Known of(CachedObject object, CacheOutcome outcome) {
            return new Known(object, outcome, Optional.empty());
        }

        /** Gives up the transfer, if there is one. */
        public void release() {
            begun.ifPresent(Transfer::detach);
        }
    }

    /**
     * There is no such object.
     *
     * @param lifetime since when that is known
     * @param outcome how the cache came to know
     */
    record Missing(Lifetime lifetime, CacheOutcome outcome) implements Resolved {}

    /**
     * Nothing for the cache: the request goes on to storage on its own.
     *
     * @param response the object as storage has sent it to this request already; the holder closes it
     */
    record Pass(Optional<StorageResponse.WithBody> response) implements Resolved {}
}
