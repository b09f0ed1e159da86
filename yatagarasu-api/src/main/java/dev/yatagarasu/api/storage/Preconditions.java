package dev.yatagarasu.api.storage;

import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The conditional header fields of a request (RFC 9110 section 13.1), verbatim. The engine evaluates them itself on the
 * response of storage. A backend that evaluates them saves the transfer of an unneeded body; other backends may ignore
 * them.
 *
 * @param ifMatch {@code If-Match}
 * @param ifUnmodifiedSince {@code If-Unmodified-Since}
 * @param ifNoneMatch {@code If-None-Match}
 * @param ifModifiedSince {@code If-Modified-Since}
 */
public record Preconditions(
        Optional<String> ifMatch,
        Optional<String> ifUnmodifiedSince,
        Optional<String> ifNoneMatch,
        Optional<String> ifModifiedSince) {
    private static final Preconditions NONE =
            new Preconditions(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** No condition at all. */
    public static Preconditions none() {
        return NONE;
    }

    /** Only if the object's strong entity tag is {@code etag}. */
    public static Preconditions ifMatch(String etag) {
        return new Preconditions(Optional.of(etag), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Whether there is no condition. */
    public boolean isEmpty() {
        return equals(NONE);
    }

    /** Calls {@code field} with the lower-case name and the value of every condition there is. */
    public void forEach(BiConsumer<String, String> field) {
        ifMatch.ifPresent(value -> field.accept("if-match", value));
        ifModifiedSince.ifPresent(value -> field.accept("if-modified-since", value));
        ifNoneMatch.ifPresent(value -> field.accept("if-none-match", value));
        ifUnmodifiedSince.ifPresent(value -> field.accept("if-unmodified-since", value));
    }
}
