package dev.yatagarasu.core.internal.cache;

import dev.yatagarasu.api.storage.ByteRange;

/** What a request needs of an object, as far as it is known before the object is. */
public sealed interface NeededBytes {

    /** All bytes. */
    record Whole() implements NeededBytes {}

    /**
     * One range of bytes whose beginning is known.
     *
     * @param span the range; it may reach beyond the end of the object
     */
    record Part(ByteRange.Span span) implements NeededBytes {}

    /**
     * The last bytes, whose place only the size tells.
     *
     * @param suffix at least one byte; it may be longer than the object
     */
    record Tail(ByteRange.Suffix suffix) implements NeededBytes {}

    /** First of all what the object is; bytes perhaps later. */
    record HeadOnly() implements NeededBytes {}
}
