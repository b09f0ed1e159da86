package dev.yatagarasu.core.internal.cache;

import dev.yatagarasu.api.storage.ByteRange;

/** What a request needs of an object, as far as it is known before the object is. */
public sealed interface Want {

    /** All bytes. */
    record Whole() implements Want {}

    /**
     * One range of bytes whose beginning is known.
     *
     * @param span the range; it may reach beyond the end of the object
     */
    record Part(ByteRange.Span span) implements Want {}

    /**
     * The last bytes, whose place only the size tells.
     *
     * @param suffix at least one byte; it may be longer than the object
     */
    record Tail(ByteRange.Suffix suffix) implements Want {}

    /** First of all what the object is; bytes perhaps later. */
    record HeadOnly() implements Want {}
}
