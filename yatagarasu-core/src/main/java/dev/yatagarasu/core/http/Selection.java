package dev.yatagarasu.core.http;

import dev.yatagarasu.api.storage.ByteRange;
import java.util.List;

/**
 * The part of an object that a client's conditions and ranges select: conditions first, then {@code If-Range}, then the
 * range (RFC 9110 section 13.2.2).
 */
public sealed interface Selection {

    /** The client's copy is current: 304. */
    record NotModified() implements Selection {}

    /** A precondition is not met: 412. */
    record Failed() implements Selection {}

    /** No range lies within the object: 416. */
    record Unsatisfiable() implements Selection {}

    /** All of it: 200. */
    record Whole() implements Selection {}

    /**
     * Parts of it: 206.
     *
     * @param spans at least one; none overlap or touch
     */
    record Parts(List<ByteRange.Span> spans) implements Selection {}
}
