package dev.yatagarasu.cache.redis;

import dev.yatagarasu.api.cache.BlockKey;
import dev.yatagarasu.api.cache.ObjectKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * What things are called in Redis. Names of objects are hashed, each part with its length before it, so that no character
 * in them means anything; the values hold the full names. The hash in braces is what a cluster distributes keys by: all of
 * one object lies on one node.
 *
 * <pre>
 * PREFIX o:{BUCKET OBJECT}                 a hash: one field per variant with its head, one with what is known about it
 * PREFIX b:{BUCKET OBJECT}:VERSION:NUMBER  a block
 * PREFIX invalidations                     the stream
 * </pre>
 */
final class Names {
    private static final int BUCKET_LENGTH = 16;
    private static final int OBJECT_LENGTH = 32;
    private static final int VERSION_LENGTH = 22;
    private static final int VARIANT_BYTES = 16;

    private static final byte HEAD = 'h';
    private static final byte ABOUT = 'a';

    private final String prefix;

    Names(String prefix) {
        this.prefix = prefix;
    }

    byte[] stream() {
        return ascii(prefix + "invalidations");
    }

    /** Where all heads of an object are. */
    byte[] object(String bucket, String key) {
        return ascii(prefix + "o:" + tag(bucket, key));
    }

    byte[] object(ObjectKey key) {
        return object(key.bucket(), key.key());
    }

    byte[] block(BlockKey key) {
        return block(blocks(key.object(), key.version()), key.number());
    }

    static byte[] block(String blocks, int number) {
        return ascii(blocks + number);
    }

    /** How the keys of all blocks of a version start. */
    String blocks(ObjectKey object, String version) {
        return prefix + "b:" + tag(object.bucket(), object.key()) + ":"
                + hash(VERSION_LENGTH, object.variant(), version) + ":";
    }

    /** What the keys of all objects of a bucket look like to {@code SCAN}. */
    byte[] objectsOf(String bucket) {
        return ascii(prefix + "o:{" + hash(BUCKET_LENGTH, bucket) + "*");
    }

    /** What the keys of all blocks of a bucket look like to {@code SCAN}. */
    byte[] blocksOf(String bucket) {
        return ascii(prefix + "b:{" + hash(BUCKET_LENGTH, bucket) + "*");
    }

    private static String tag(String bucket, String key) {
        return "{" + hash(BUCKET_LENGTH, bucket) + hash(OBJECT_LENGTH, bucket, key) + "}";
    }

    /** The field with the head of a variant. */
    static byte[] headField(String variant) {
        return field(HEAD, variant);
    }

    /** The field with what is known about the head of a variant. */
    static byte[] aboutField(String variant) {
        return field(ABOUT, variant);
    }

    /** The same for a variant of which only the other field is known. */
    static byte[] aboutField(byte[] headField) {
        byte[] field = headField.clone();
        field[0] = ABOUT;
        return field;
    }

    private static byte[] field(byte kind, String variant) {
        if (variant.isEmpty()) {
            return new byte[] {kind};
        }
        byte[] digest = digest(variant);
        digest[0] = kind;
        return Arrays.copyOf(digest, 1 + VARIANT_BYTES);
    }

    private static String hash(int length, String... parts) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(digest(parts))
                .substring(0, length);
    }

    private static byte[] digest(String... parts) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(joined(parts));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The parts as UTF-8, each with its length before it: two lists that differ never give the same bytes. */
    static byte[] joined(String... parts) {
        byte[][] texts = new byte[parts.length][];
        int length = 0;
        for (int i = 0; i < parts.length; i++) {
            texts[i] = parts[i].getBytes(StandardCharsets.UTF_8);
            length += Integer.BYTES + texts[i].length;
        }
        ByteBuffer all = ByteBuffer.allocate(length);
        for (byte[] text : texts) {
            all.putInt(text.length).put(text);
        }
        return all.array();
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
