package dev.yatagarasu.core.cache;

import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.api.cache.Purge;
import dev.yatagarasu.api.storage.StorageException;
import dev.yatagarasu.api.storage.StorageResponse;
import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.core.http.Representation;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The cache as the request path sees it: a look-up that never blocks, and a load that asks storage once for all who wait.
 * Only whole objects of up to the bucket's {@code max_object_size} are kept; what is larger passes through unread. Safe
 * from any thread.
 */
public final class ObjectCache {
    private final MemoryCache memory;
    private final SingleFlight<Loaded> flights = new SingleFlight<>();
    private final Clock clock;

    /** A cache over the given memory. */
    public ObjectCache(MemoryCache memory, Clock clock) {
        this.memory = memory;
        this.clock = clock;
    }

    /** What a load got. */
    public sealed interface Loaded {
        /**
         * The object is in memory now.
         *
         * @param object the object
         */
        record Kept(CachedObject object) implements Loaded {}

        /**
         * Storage's own answer, for this caller alone, who closes it.
         *
         * @param response the answer
         */
        record Direct(StorageResponse response) implements Loaded {}
    }

    /** The object, if it is in memory and fresh. Never blocks. */
    public Optional<CachedObject> lookup(ObjectKey key) {
        return memory.get(key);
    }

    /**
     * Asks storage for the whole object, once for all who ask at the same time, and keeps it if that is allowed.
     *
     * @param replaced whether the bucket's storage is no longer the one that {@code fetch} asks: then nothing is kept
     */
    public Loaded load(ObjectKey key, BucketConfig bucket, BooleanSupplier replaced, Supplier<StorageResponse> fetch) {
        SingleFlight.Landed<Loaded> landed = flights.fly(key, () -> fill(key, bucket, replaced, fetch));
        return switch (landed.value()) {
            case Loaded.Kept kept -> kept;
            case Loaded.Direct direct ->
                landed.led() || direct.response() instanceof StorageResponse.NotFound
                        ? direct
                        : new Loaded.Direct(fetch.get());
        };
    }

    private Loaded fill(ObjectKey key, BucketConfig bucket, BooleanSupplier replaced, Supplier<StorageResponse> fetch) {
        Optional<CachedObject> justFilled = memory.get(key);
        if (justFilled.isPresent()) {
            return new Loaded.Kept(justFilled.get());
        }
        long fill = memory.beginFill();
        Instant asked = clock.instant();
        StorageResponse response = fetch.get();
        if (!(response instanceof StorageResponse.Whole whole)
                || replaced.getAsBoolean()
                || whole.size() > bucket.cache().maxObjectSize()) {
            return new Loaded.Direct(response);
        }
        Freshness.Lifetime lifetime =
                Freshness.of(whole.headers(), bucket.cache().ttl(), asked);
        if (lifetime.freshFor().isZero()) {
            return new Loaded.Direct(response);
        }
        Representation representation = Representation.of(whole.headers(), whole.size(), bucket.exposeMetadata());
        CachedObject object = CachedObject.of(representation, readAll(whole), asked.toEpochMilli(), lifetime);
        memory.put(key, object, fill);
        return new Loaded.Kept(object);
    }

    private static byte[] readAll(StorageResponse.Whole whole) {
        try (whole) {
            byte[] bytes = whole.body().readNBytes(Math.toIntExact(whole.size()));
            if (bytes.length < whole.size() || whole.body().read() >= 0) {
                throw new StorageException(
                        StorageException.Kind.BROKEN, "a body is not of the length that was announced");
            }
            return bytes;
        } catch (SocketTimeoutException e) {
            throw new StorageException(StorageException.Kind.TIMEOUT, "a body stood still for too long", e);
        } catch (IOException e) {
            throw new StorageException(StorageException.Kind.BROKEN, "a body broke off", e);
        }
    }

    /** Drops what {@code purge} names and returns how many objects went. What is being fetched now is not kept. */
    public long purge(Purge purge) {
        long dropped = memory.purge(purge);
        flights.forget(purge);
        return dropped;
    }
}
