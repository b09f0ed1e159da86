package dev.yatagarasu.core.internal.engine;

import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.api.storage.ByteRange;
import dev.yatagarasu.api.storage.StorageResponse;
import dev.yatagarasu.core.http.Representation;
import dev.yatagarasu.core.http.RequestedSelection;
import dev.yatagarasu.core.internal.cache.CacheLookup;
import dev.yatagarasu.core.internal.cache.NeededBytes;
import dev.yatagarasu.core.internal.cache.Origin;
import java.util.Optional;

/**
 * A request that reads an object: all that is known before the object is looked at.
 *
 * @param responder makes the answers to the request
 * @param bucket the bucket it leads to
 * @param key the object's key
 * @param requested the client's conditions and ranges
 */
record ObjectRead(Responder responder, Bucket bucket, String key, RequestedSelection requested) {
    /** Begins the name of a variant that is a version: no field that an object can vary by begins so. */
    private static final String VERSION = "?versionId=";

    private static final NeededBytes WHOLE = new NeededBytes.Whole();
    private static final NeededBytes HEAD_ONLY = new NeededBytes.HeadOnly();

    /** The request. */
    Exchange exchange() {
        return responder.exchange();
    }

    /** The request as the cache sees it. */
    CacheLookup lookup() {
        return new CacheLookup(cacheKey(), needed(), origin());
    }

    /** A version is kept as a variant of its object, so that whoever purges the one purges the other. */
    private ObjectKey cacheKey() {
        ObjectKey current = ObjectKey.of(bucket.cacheName(), key);
        Optional<String> version = exchange().version();
        return version.isEmpty()
                ? current
                : current.withVariant(VERSION + version.get().length() + ":" + version.get() + ";");
    }

    /** Where the object comes from. */
    Origin origin() {
        Optional<String> version = exchange().version();
        return version.isEmpty() ? bucket : new VersionOrigin(bucket, version.get());
    }

    /** Conditions, and several ranges, are about the head first: its bytes may not be needed. */
    private NeededBytes needed() {
        if (exchange().isHead() || !requested.preconditions().isEmpty()) {
            return HEAD_ONLY;
        }
        if (requested.ranges().isEmpty()) {
            return WHOLE;
        }
        return requested.ranges().size() == 1 ? needed(requested.ranges().getFirst()) : HEAD_ONLY;
    }

    private static NeededBytes needed(ByteRange range) {
        return switch (range) {
            case ByteRange.Span span -> new NeededBytes.Part(span);
            case ByteRange.Suffix suffix -> suffix.length() == 0 ? HEAD_ONLY : new NeededBytes.Tail(suffix);
        };
    }

    /** The object that storage sent, as clients of this bucket may see it. */
    Representation represent(StorageResponse.Sized response) {
        return Representation.of(response.headers(), response.size(), bucket.view());
    }
}
