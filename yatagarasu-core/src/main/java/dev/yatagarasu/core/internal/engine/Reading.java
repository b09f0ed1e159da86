package dev.yatagarasu.core.internal.engine;

import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.api.storage.ByteRange;
import dev.yatagarasu.api.storage.StorageResponse;
import dev.yatagarasu.core.http.Representation;
import dev.yatagarasu.core.http.Selection;
import dev.yatagarasu.core.internal.cache.Origin;
import dev.yatagarasu.core.internal.cache.Question;
import dev.yatagarasu.core.internal.cache.Want;
import java.util.Optional;

/**
 * A request that reads an object: all that is known before the object is looked at.
 *
 * @param exchange the request
 * @param bucket the bucket it leads to
 * @param key the object's key
 * @param wish the client's conditions and ranges
 */
record Reading(Exchange exchange, Bucket bucket, String key, Selection.Wish wish) {
    /** Begins the name of a variant that is a version: no field that an object can vary by begins so. */
    private static final String VERSION = "?versionId=";

    private static final Want WHOLE = new Want.Whole();
    private static final Want HEAD_ONLY = new Want.HeadOnly();

    /** The request as the cache sees it. */
    Question question() {
        return new Question(cacheKey(), exchange.request().headers(), want(), origin());
    }

    /** A version is kept as a variant of its object, so that whoever purges the one purges the other. */
    private ObjectKey cacheKey() {
        ObjectKey current = ObjectKey.of(bucket.cacheName(), key);
        Optional<String> version = exchange.version();
        return version.isEmpty()
                ? current
                : current.withVariant(VERSION + version.get().length() + ":" + version.get() + ";");
    }

    /** Where the object comes from. */
    Origin origin() {
        Optional<String> version = exchange.version();
        return version.isEmpty() ? bucket : new VersionOrigin(bucket, version.get());
    }

    /** Conditions, and several ranges, are about the head first: its bytes may not be needed. */
    private Want want() {
        if (exchange.isHead() || !wish.preconditions().isEmpty()) {
            return HEAD_ONLY;
        }
        if (wish.ranges().isEmpty()) {
            return WHOLE;
        }
        return wish.ranges().size() == 1 ? want(wish.ranges().getFirst()) : HEAD_ONLY;
    }

    private static Want want(ByteRange range) {
        return switch (range) {
            case ByteRange.Span span -> new Want.Part(span);
            case ByteRange.Suffix suffix -> suffix.length() == 0 ? HEAD_ONLY : new Want.Tail(suffix);
        };
    }

    /** The object that storage sent, as clients of this bucket may see it. */
    Representation represent(StorageResponse.Sized response) {
        return Representation.of(response.headers(), response.size(), bucket.view());
    }
}
