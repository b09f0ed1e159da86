package dev.yatagarasu.api.cache;

import dev.yatagarasu.api.http.Headers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * What the cache knows about an object without its blocks. Immutable; safe from any thread. {@link #encode} and {@link
 * #decode} give every tier the same compact form.
 *
 * <p>Later versions may have further kinds. A tier that looks at the kind needs a {@code default}: it may keep such a head by
 * what all heads have, or not keep it; {@link #decode} takes one that is newer than itself for nothing.
 */
public sealed interface CachedHead {

    /** How long it may be served. */
    Lifetime lifetime();

    /** The same with another lifetime. */
    CachedHead withLifetime(Lifetime other);

    /**
     * The object exists.
     *
     * @param headers its representation headers, as storage sent them
     * @param size bytes in the object
     * @param version its strong entity tag; empty if it has none, and then {@code content} is present
     * @param lifetime how long it may be served
     * @param tags what purges by tag find it by
     * @param content all of its bytes, read-only, if it fits into one block; take a duplicate before reading
     */
    record Found(
            Headers headers,
            long size,
            String version,
            Lifetime lifetime,
            List<String> tags,
            Optional<ByteBuffer> content)
            implements CachedHead {
        public Found {
            tags = List.copyOf(tags);
            if (size < 0 || (content.isPresent() && content.get().remaining() != size)) {
                throw new IllegalArgumentException("a head's content and size must agree");
            }
            if (version.isEmpty() && content.isEmpty()) {
                throw new IllegalArgumentException("a head without a version must hold the content");
            }
        }

        /** How many blocks the object has; none if it is empty. */
        public int blocks() {
            return size == 0 ? 0 : BlockKey.numberOf(size - 1) + 1;
        }

        /** Bytes in block {@code number}. */
        public int blockLength(int number) {
            return (int) Math.min(BlockKey.BLOCK_SIZE, size - BlockKey.startOf(number));
        }

        @Override
        public Found withLifetime(Lifetime other) {
            return new Found(headers, size, version, other, tags, content);
        }
    }

    /**
     * There is no such object (RFC 9111 calls remembering that negative caching).
     *
     * @param lifetime how long to believe it
     */
    record Missing(Lifetime lifetime) implements CachedHead {
        @Override
        public Missing withLifetime(Lifetime other) {
            return new Missing(other);
        }
    }

    /** The compact binary form, without the names it is stored under. Starts with a version byte. */
    default ByteBuffer encode() {
        return HeadCodec.encode(this);
    }

    /** Reads {@link #encode}'s form; empty if these bytes are of another version, damaged or anything else. Never throws. */
    static Optional<CachedHead> decode(ByteBuffer bytes) {
        return HeadCodec.decode(bytes);
    }
}
