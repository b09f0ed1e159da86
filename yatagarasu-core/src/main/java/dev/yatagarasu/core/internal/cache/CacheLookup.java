package dev.yatagarasu.core.internal.cache;

import dev.yatagarasu.api.cache.BlockKey;
import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.api.storage.ByteRange;
import dev.yatagarasu.api.storage.Preconditions;
import dev.yatagarasu.api.storage.StorageRequest;
import dev.yatagarasu.api.storage.StorageResponse;
import dev.yatagarasu.core.config.S3Config;
import java.util.Optional;

/**
 * One request as the cache sees it.
 *
 * @param key the object
 * @param needed what is needed of it
 * @param origin where it comes from
 * @param mayAskForHead whether storage may be asked for the head before the bytes
 */
public record CacheLookup(ObjectKey key, NeededBytes needed, Origin origin, boolean mayAskForHead) {

    /** One that may ask for the head first. */
    public CacheLookup(ObjectKey key, NeededBytes needed, Origin origin) {
        this(key, needed, origin, true);
    }

    /**
     * Whether the object's head tells clients something that a part of it does not: S3 sends checksums with whole objects only.
     */
    boolean isToldMoreByHead() {
        boolean isPart = switch (needed) {
            case NeededBytes.Part part -> true;
            case NeededBytes.Tail tail -> true;
            case NeededBytes.Whole whole -> false;
            case NeededBytes.HeadOnly head -> false;
        };
        return mayAskForHead
                && isPart
                && origin.config().exposeMetadata()
                && origin.config().storage() instanceof S3Config;
    }

    /** The same once the bytes were found to be others than a head has told: some storage unpacks what it sends. */
    public CacheLookup withoutHead() {
        return new CacheLookup(key, needed, origin, false);
    }

    /** The same about the head. */
    CacheLookup ofHead() {
        return new CacheLookup(key, new NeededBytes.HeadOnly(), origin);
    }

    /** Asks storage for what is wanted, whole blocks at a time; with {@code stale}, only if that is no longer good. */
    StorageResponse ask(Optional<CachedObject> stale) {
        Preconditions conditions = stale.map(CacheLookup::unlessSame).orElse(Preconditions.none());
        return switch (needed) {
            case NeededBytes.Whole whole -> origin.get(new StorageRequest(key.key(), Optional.empty(), conditions));
            case NeededBytes.Part part ->
                origin.get(new StorageRequest(key.key(), Optional.of(wholeBlocks(part.span())), conditions));
            case NeededBytes.Tail tail ->
                origin.get(new StorageRequest(key.key(), Optional.of(wholeBlocks(tail.suffix())), conditions));
            case NeededBytes.HeadOnly head -> origin.head(new StorageRequest(key.key(), Optional.empty(), conditions));
        };
    }

    private static Preconditions unlessSame(CachedObject stale) {
        Headers headers = stale.head().headers();
        Optional<String> etag = headers.first("etag");
        Optional<String> modified = etag.isPresent() ? Optional.empty() : headers.first("last-modified");
        return new Preconditions(Optional.empty(), Optional.empty(), etag, modified);
    }

    /** So much more that the block in which the suffix begins is there from its own beginning, wherever that is. */
    private static ByteRange wholeBlocks(ByteRange.Suffix suffix) {
        long more = BlockKey.BLOCK_SIZE - 1L;
        return new ByteRange.Suffix(suffix.length() > Long.MAX_VALUE - more ? Long.MAX_VALUE : suffix.length() + more);
    }

    private static ByteRange wholeBlocks(ByteRange.Span span) {
        long first = span.first() - span.first() % BlockKey.BLOCK_SIZE;
        long beyond = Long.MAX_VALUE - 2L * BlockKey.BLOCK_SIZE;
        long last = span.last() >= beyond
                ? Long.MAX_VALUE
                : span.last() - span.last() % BlockKey.BLOCK_SIZE + BlockKey.BLOCK_SIZE - 1;
        return new ByteRange.Span(first, last);
    }
}
