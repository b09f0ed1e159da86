package dev.yatagarasu.core.internal.cache;

import dev.yatagarasu.api.cache.BlockKey;
import dev.yatagarasu.api.cache.CachedHead;
import dev.yatagarasu.api.cache.Lifetime;
import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.api.storage.ByteRange;
import dev.yatagarasu.api.storage.StorageException;
import dev.yatagarasu.api.storage.StorageResponse;
import dev.yatagarasu.core.config.BucketCacheConfig;
import dev.yatagarasu.core.http.CacheOutcome;
import dev.yatagarasu.core.internal.cache.freshness.CacheTags;
import dev.yatagarasu.core.internal.cache.freshness.LifetimeDefaults;
import dev.yatagarasu.core.internal.cache.freshness.ReceivedResponse;
import dev.yatagarasu.core.internal.cache.freshness.Storability;
import dev.yatagarasu.core.internal.cache.freshness.StoredHeaders;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Asks storage about an object and takes into the cache what may be kept of the answer. The bytes of larger objects are not
 * waited for: they come through a {@link Transfer}. Safe from any thread.
 */
final class Loader {
    private final Tiers tiers;
    private final Transfers transfers;
    private final CollectionBudget budget;
    private final Clock clock;

    Loader(Tiers tiers, Transfers transfers, CollectionBudget budget, Clock clock) {
        this.tiers = tiers;
        this.transfers = transfers;
        this.budget = budget;
        this.clock = clock;
    }

    /** Asks storage; with {@code stale}, whether that is still good. Blocks. */
    Resolved load(CacheLookup lookup, Optional<CachedObject> stale) {
        Fill fill = tiers.fills().begin(lookup.key());
        try {
            Resolved resolved = ask(lookup, fill, stale);
            if (resolved instanceof Resolved.Pass pass && pass.response().isPresent()) {
                // What storage has now must not be kept; what it had before is not to be served in its place.
                stale.ifPresent(old -> tiers.remove(old.key()));
            }
            return resolved;
        } finally {
            fill.release();
        }
    }

    private Resolved ask(CacheLookup lookup, Fill fill, Optional<CachedObject> stale) {
        Optional<Resolved> told =
                lookup.isToldMoreByHead() ? askForHead(lookup.ofHead(), fill, stale) : Optional.empty();
        return told.orElseGet(() -> askAsItIs(lookup, fill, stale));
    }

    /** What the head alone tells, if the object may be kept; the bytes come later. Whatever else is wrong shows when they are asked for. */
    private Optional<Resolved> askForHead(CacheLookup lookup, Fill fill, Optional<CachedObject> stale) {
        long asked = clock.millis();
        try (StorageResponse response = lookup.ask(stale)) {
            boolean told = response instanceof StorageResponse.Whole
                    || (response instanceof StorageResponse.NotModified same
                            && stale.filter(old -> confirms(same, old)).isPresent());
            return told
                    ? Optional.of(new Arrival(lookup, fill, asked, clock.millis()).take(response, stale))
                            .filter(Resolved.Known.class::isInstance)
                    : Optional.empty();
        } catch (StorageException e) {
            return switch (e.kind()) {
                case REFUSED, BROKEN -> Optional.empty();
                case UNAVAILABLE, TIMEOUT -> throw e;
            };
        }
    }

    private Resolved askAsItIs(CacheLookup lookup, Fill fill, Optional<CachedObject> stale) {
        long asked = clock.millis();
        StorageResponse response = lookup.ask(stale);
        if (stale.isPresent() && response instanceof StorageResponse.NotModified same && !confirms(same, stale.get())) {
            return ask(lookup, fill, Optional.empty());
        }
        return new Arrival(lookup, fill, asked, clock.millis()).take(response, stale);
    }

    private static boolean confirms(StorageResponse.NotModified same, CachedObject stale) {
        return StoredHeaders.confirms(stale.head().headers(), same.headers());
    }

    /** An answer of storage, and when it was asked and answered. */
    private final class Arrival {
        private final CacheLookup lookup;
        private final Fill fill;
        private final long asked;
        private final long answered;

        Arrival(CacheLookup lookup, Fill fill, long asked, long answered) {
            this.lookup = lookup;
            this.fill = fill;
            this.asked = asked;
            this.answered = answered;
        }

        private BucketCacheConfig rules() {
            return lookup.origin().config().cache();
        }

        /** How long a response may be kept; empty if it must not be. */
        private Optional<Lifetime> lifetime(int status, Headers headers) {
            LifetimeDefaults defaults = new LifetimeDefaults(
                    rules().ttl(), rules().negativeTtl(), rules().staleWhileRevalidate(), rules().serveStale());
            return switch (Storability.of(new ReceivedResponse(status, headers, asked, answered), defaults)) {
                case Storability.Keep keep -> Optional.of(keep.lifetime());
                case Storability.Pass pass -> Optional.empty();
            };
        }

        Resolved take(StorageResponse response, Optional<CachedObject> stale) {
            return switch (response) {
                case StorageResponse.Whole whole -> object(whole, 0);
                case StorageResponse.Partial partial -> part(partial);
                case StorageResponse.Unsized unsized -> unsized(unsized);
                case StorageResponse.NotModified same ->
                    stale.isPresent() ? stillGood(stale.get(), same.headers()) : new Resolved.Pass(Optional.empty());
                case StorageResponse.NotFound missing -> missing();
                case StorageResponse.PreconditionFailed failed -> new Resolved.Pass(Optional.empty());
                case StorageResponse.RangeNotSatisfiable outside -> new Resolved.Pass(Optional.empty());
            };
        }

        /** The end of an object comes with some bytes too many before its first whole block. */
        private Resolved part(StorageResponse.Partial partial) {
            long first = partial.span().first();
            long outside = Math.floorMod(-first, BlockKey.BLOCK_SIZE);
            return lookup.needed() instanceof NeededBytes.Tail
                            && outside < partial.span().length()
                            && lifetime(200, partial.headers()).isPresent()
                    ? object(without(partial, outside), first + outside)
                    : object(partial, first);
        }

        private Resolved pass(StorageResponse.WithBody response) {
            return new Resolved.Pass(Optional.of(response));
        }

        /** Whether nothing that storage says may change the cache any more. */
        private boolean isRetired() {
            return lookup.origin().isRetired();
        }

        private Resolved missing() {
            Optional<Lifetime> lifetime = lifetime(404, Headers.empty());
            if (!isRetired()) {
                tiers.remove(lookup.key());
                lifetime.ifPresent(kept -> tiers.putHead(fill, lookup.key(), new CachedHead.Missing(kept)));
            }
            return new Resolved.Missing(lifetime.orElse(Lifetime.fresh(asked, 0)), CacheOutcome.MISS);
        }

        /** The stored response is good for another lifetime, with the fields that storage has just sent (RFC 9111 section 4.3.4). */
        private Resolved stillGood(CachedObject stale, Headers sent) {
            CachedHead.Found old = stale.head();
            Headers headers = StoredHeaders.update(old.headers(), sent);
            Optional<Lifetime> lifetime = lifetime(200, headers);
            CachedHead.Found head = new CachedHead.Found(
                    StoredHeaders.storable(headers),
                    old.size(),
                    old.version(),
                    lifetime.orElse(Lifetime.fresh(asked, 0)),
                    CacheTags.of(headers),
                    old.content());
            if (!isRetired()) {
                lifetime.ifPresentOrElse(
                        kept -> tiers.putHead(fill, stale.key(), head), () -> tiers.remove(stale.key()));
            }
            return Resolved.Known.of(new CachedObject(stale.key(), head, ""), CacheOutcome.REVALIDATED);
        }

        private Resolved object(StorageResponse.Sized response, long from) {
            Optional<Lifetime> lifetime = lifetime(200, response.headers());
            if (isRetired()
                    || lifetime.isEmpty()
                    || response.size() > Math.min(rules().maxObjectSize(), tiers.largestObject())) {
                return pass(response);
            }
            String version = version(response);
            CachedHead.Found blank = blank(response, response.size(), lifetime.get());
            boolean bodyComes = !(lookup.needed() instanceof NeededBytes.HeadOnly);
            if (response.size() == 0 || (bodyComes && from == 0 && response.size() <= BlockKey.BLOCK_SIZE)) {
                return small(blank, version, response);
            }
            if (version.isEmpty() || from % BlockKey.BLOCK_SIZE != 0 || !transfers.hasRoom()) {
                return pass(response);
            }
            return bodyComes ? large(blank, response) : headOnly(blank, response);
        }

        /** The strong entity tag of a response; empty if it has none. */
        private static String version(StorageResponse.WithBody response) {
            String etag = response.headers().firstOr("etag", "");
            return etag.startsWith("\"") ? etag : "";
        }

        /** The head of a response, without content. */
        private static CachedHead.Found blank(StorageResponse.WithBody response, long size, Lifetime lifetime) {
            String version = version(response);
            return new CachedHead.Found(
                    StoredHeaders.storable(response.headers()),
                    size,
                    version.isEmpty() ? "\"\"" : version,
                    lifetime,
                    CacheTags.of(response.headers()),
                    Optional.empty());
        }

        /** Passes by; and if its end will be proven, a copy is kept when the end has been seen. */
        private Resolved unsized(StorageResponse.Unsized response) {
            Optional<Lifetime> lifetime = lifetime(200, response.headers());
            boolean bodyComes = !(lookup.needed() instanceof NeededBytes.HeadOnly);
            if (isRetired() || lifetime.isEmpty() || !bodyComes || !response.endIsProven()) {
                return pass(response);
            }
            CollectingBody body = new CollectingBody(response.body(), budget, new Collected(response, lifetime.get()));
            return pass(new StorageResponse.Unsized(response.headers(), true, body));
        }

        /** What has been collected of a response is kept as if its size had been known. */
        private final class Collected implements CollectingBody.Sink {
            private final StorageResponse.Unsized response;
            private final Lifetime lifetime;

            Collected(StorageResponse.Unsized response, Lifetime lifetime) {
                this.response = response;
                this.lifetime = lifetime;
                fill.retain();
            }

            /** Blocks are named by the version: without one there may be only that in the head. */
            @Override
            public long most() {
                long most = Math.min(
                        Math.min(rules().maxObjectSize(), tiers.largestObject()), CollectionBudget.MOST_OF_ONE);
                return version(response).isEmpty() ? Math.min(most, BlockKey.BLOCK_SIZE) : most;
            }

            @Override
            public void tooLarge() {
                budget.tooLarge(lookup.key());
            }

            @Override
            public void keep(long size, List<ByteBuffer> blocks) {
                if (isRetired()) {
                    return;
                }
                CachedHead.Found head = blank(response, size, lifetime);
                if (blocks.size() <= 1) {
                    ByteBuffer content = blocks.isEmpty() ? ByteBuffer.allocate(0) : blocks.getFirst();
                    Arrival.this.keep(withContent(head, version(response), content));
                    return;
                }
                CachedObject object = Arrival.this.keep(head);
                for (int number = 0; number < blocks.size(); number++) {
                    Block block = new Block(object.block(number), head, blocks.get(number));
                    tiers.putBlock(fill, block, TierWaitBudget.none());
                }
            }

            @Override
            public void end() {
                fill.release();
            }
        }

        private static CachedHead.Found withContent(CachedHead.Found head, String version, ByteBuffer content) {
            return new CachedHead.Found(
                    head.headers(), head.size(), version, head.lifetime(), head.tags(), Optional.of(content));
        }

        /** Read here and now: it costs little, and everybody who waits is served at once. */
        private Resolved small(CachedHead.Found head, String version, StorageResponse.Sized response) {
            ByteBuffer content = readAll(response);
            return Resolved.Known.of(keep(withContent(head, version, content)), CacheOutcome.MISS);
        }

        private Resolved headOnly(CachedHead.Found head, StorageResponse.Sized response) {
            response.close();
            return Resolved.Known.of(keep(head), CacheOutcome.MISS);
        }

        private Resolved large(CachedHead.Found head, StorageResponse.Sized response) {
            CachedObject object = keep(head);
            long last = response instanceof StorageResponse.Partial partial
                    ? partial.span().last()
                    : head.size() - 1;
            long first = response instanceof StorageResponse.Partial partial
                    ? partial.span().first()
                    : 0;
            Transfer transfer = new Transfer(
                    new Transfer.Source(object, lookup.origin(), fill.retain(), tiers, transfers),
                    BlockKey.numberOf(first),
                    BlockKey.numberOf(last),
                    response);
            transfers.share(transfer);
            return new Resolved.Known(object, CacheOutcome.MISS, Optional.of(transfer));
        }

        private CachedObject keep(CachedHead.Found head) {
            ObjectKey key = lookup.key();
            tiers.putHead(fill, key, head);
            return head.content().isPresent() ? new CachedObject(key, head, "") : inMemory(key, head);
        }

        /** The object as memory holds it, where others see how far it is read. */
        private CachedObject inMemory(ObjectKey key, CachedHead.Found head) {
            return tiers.memory()
                    .stored(key)
                    .flatMap(StoredHead::existing)
                    .filter(object -> object.head().equals(head))
                    .orElseGet(() -> new CachedObject(key, head, ""));
        }
    }

    private static StorageResponse.Partial without(StorageResponse.Partial partial, long outside) {
        if (outside > 0) {
            try {
                partial.body().skipNBytes(outside);
            } catch (IOException e) {
                partial.close();
                throw Transfer.asStorageException(e);
            }
        }
        ByteRange.Span span = new ByteRange.Span(
                partial.span().first() + outside, partial.span().last());
        return new StorageResponse.Partial(partial.headers(), span, partial.size(), partial.body());
    }

    private static ByteBuffer readAll(StorageResponse.Sized response) {
        try (response) {
            byte[] bytes = new byte[Math.toIntExact(response.size())];
            if (response.body().readNBytes(bytes, 0, bytes.length) < bytes.length
                    || response.body().read() >= 0) {
                throw new StorageException(
                        StorageException.Kind.BROKEN, "a body is not of the length that was announced");
            }
            return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
        } catch (IOException e) {
            throw Transfer.asStorageException(e);
        }
    }
}
