package dev.yatagarasu.cache.redis;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The form of every value: version, kind, CRC-32C of all the rest, the name of what it belongs to, then the content. Bytes
 * of another version, damaged, cut short, or of something else are nothing.
 */
enum Frame {
    HEAD('h'),
    ABOUT('a'),
    BLOCK('b'),
    PURGE('p');

    /** Raised with every change of the form or of the names; other versions are misses. */
    private static final byte VERSION = 1;

    private static final int CRC_AT = 2;
    private static final int NAME_AT = CRC_AT + Integer.BYTES;
    private static final int OVERHEAD = NAME_AT + Integer.BYTES;

    private final byte kind;

    Frame(char kind) {
        this.kind = (byte) kind;
    }

    byte[] around(byte[] name, ByteBuffer content) {
        ByteBuffer value = ByteBuffer.allocate(OVERHEAD + name.length + content.remaining());
        value.put(VERSION).put(kind).putInt(0).putInt(name.length).put(name).put(content.duplicate());
        value.putInt(CRC_AT, crc(value.array()));
        return value.array();
    }

    /** The content, read-only, if the value is sound and has that name. */
    Optional<ByteBuffer> open(byte @Nullable [] value, byte[] name) {
        if (value == null || !isSound(value)) {
            return Optional.empty();
        }
        ByteBuffer left = ByteBuffer.wrap(value, OVERHEAD, value.length - OVERHEAD);
        int length = ByteBuffer.wrap(value).getInt(NAME_AT);
        if (length != name.length || left.remaining() < length) {
            return Optional.empty();
        }
        ByteBuffer named = left.slice(left.position(), length);
        return named.equals(ByteBuffer.wrap(name))
                ? Optional.of(left.position(left.position() + length).slice().asReadOnlyBuffer())
                : Optional.empty();
    }

    private boolean isSound(byte[] value) {
        return value.length >= OVERHEAD
                && value[0] == VERSION
                && value[1] == kind
                && ByteBuffer.wrap(value).getInt(CRC_AT) == crc(value);
    }

    private static int crc(byte[] value) {
        CRC32C crc = new CRC32C();
        crc.update(value, 0, CRC_AT);
        crc.update(value, NAME_AT, value.length - NAME_AT);
        return (int) crc.getValue();
    }
}
