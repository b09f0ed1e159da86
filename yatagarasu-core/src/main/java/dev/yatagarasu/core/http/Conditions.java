package dev.yatagarasu.core.http;

import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.api.storage.Preconditions;
import java.time.Instant;
import java.util.Optional;

/**
 * Evaluates conditional requests (RFC 9110 section 13.2.2) for GET and HEAD: {@code If-Match}, else {@code
 * If-Unmodified-Since}; then {@code If-None-Match}, else {@code If-Modified-Since}. Always before ranges.
 */
public final class Conditions {

    /** What is to become of the request. */
    public enum Verdict {
        PROCEED,
        NOT_MODIFIED,
        FAILED
    }

    private Conditions() {}

    /** The conditions among a request's header fields. */
    public static Preconditions of(Headers request) {
        Optional<String> ifMatch = request.joined("if-match");
        Optional<String> ifUnmodifiedSince = request.joined("if-unmodified-since");
        Optional<String> ifNoneMatch = request.joined("if-none-match");
        Optional<String> ifModifiedSince = request.joined("if-modified-since");
        return ifMatch.isEmpty() && ifUnmodifiedSince.isEmpty() && ifNoneMatch.isEmpty() && ifModifiedSince.isEmpty()
                ? Preconditions.none()
                : new Preconditions(ifMatch, ifUnmodifiedSince, ifNoneMatch, ifModifiedSince);
    }

    /** Evaluates conditions against an existing object with these representation headers. */
    public static Verdict evaluate(Preconditions conditions, Headers object) {
        String etag = object.firstOr("etag", "");
        String lastModified = object.firstOr("last-modified", "");
        boolean met = conditions.ifMatch().isPresent()
                ? EntityTags.anyMatchesStrongly(conditions.ifMatch().get(), etag)
                : !isModifiedSince(lastModified, conditions.ifUnmodifiedSince(), false);
        if (!met) {
            return Verdict.FAILED;
        }
        boolean changed = conditions.ifNoneMatch().isPresent()
                ? !EntityTags.anyMatchesWeakly(conditions.ifNoneMatch().get(), etag)
                : isModifiedSince(lastModified, conditions.ifModifiedSince(), true);
        return changed ? Verdict.PROCEED : Verdict.NOT_MODIFIED;
    }

    /**
     * Whether the object was modified after the date a condition gives; {@code otherwise} if the date is absent or
     * malformed or the object has none, which is as if there were no condition (RFC 9110 sections 13.1.3 and 13.1.4).
     */
    private static boolean isModifiedSince(String lastModified, Optional<String> condition, boolean otherwise) {
        if (condition.isEmpty()) {
            return otherwise;
        }
        if (!lastModified.isEmpty() && condition.get().equals(lastModified)) {
            return false;
        }
        Optional<Instant> modified = HttpDate.parse(lastModified);
        Optional<Instant> date = HttpDate.parse(condition.get());
        return (modified.isEmpty() || date.isEmpty())
                ? otherwise
                : modified.get().isAfter(date.get());
    }

    /**
     * Whether a range may be served under {@code If-Range} (RFC 9110 section 13.1.5): the field is exactly the object's
     * strong entity tag or its exact date.
     */
    public static boolean allowsRange(Optional<String> ifRange, Headers object) {
        if (ifRange.isEmpty()) {
            return true;
        }
        String validator = ifRange.get();
        if (validator.isEmpty() || validator.startsWith("W/")) {
            return false;
        }
        return validator.equals(object.firstOr(validator.startsWith("\"") ? "etag" : "last-modified", ""));
    }
}
