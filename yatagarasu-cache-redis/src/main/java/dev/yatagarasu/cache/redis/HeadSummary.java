package dev.yatagarasu.cache.redis;

import dev.yatagarasu.api.cache.CachedHead;
import dev.yatagarasu.api.cache.Lifetime;
import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.api.cache.Purge;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a purge has to know about a head, kept beside it, so that none has to read contents: its name, its tags and which
 * blocks belong to it. It also holds the lifetime, in place of the head's own: a soft purge changes nothing else.
 *
 * @param key whose head it is
 * @param version the head's version; empty if it has none
 * @param size bytes in the object that are in blocks
 * @param lifetime how long the head may be served
 * @param tags what purges by tag find it by
 */
record HeadSummary(ObjectKey key, String version, long size, Lifetime lifetime, List<String> tags) {
    private static final byte[] NO_NAME = {};

    static HeadSummary of(ObjectKey key, CachedHead head) {
        return head instanceof CachedHead.Found found
                ? new HeadSummary(
                        key,
                        found.version(),
                        found.content().isPresent() ? 0 : found.size(),
                        found.lifetime(),
                        found.tags())
                : new HeadSummary(key, "", 0, head.lifetime(), List.of());
    }

    boolean isNamedBy(Purge purge) {
        return purge.matches(key, tags);
    }

    HeadSummary staleAt(long nowMillis) {
        return new HeadSummary(key, version, size, lifetime.staleAt(nowMillis), tags);
    }

    byte[] encode() {
        List<String> texts = new ArrayList<>(List.of(key.bucket(), key.key(), key.variant(), version));
        texts.addAll(tags);
        byte[] names = Names.joined(texts.toArray(String[]::new));
        ByteBuffer content = ByteBuffer.allocate(6 * Long.BYTES + names.length)
                .putLong(size)
                .putLong(lifetime.asOfMillis())
                .putLong(lifetime.freshForMillis())
                .putLong(lifetime.ageMillis())
                .putLong(lifetime.staleWhileRevalidateMillis())
                .putLong(lifetime.staleIfErrorMillis())
                .put(names)
                .flip();
        return Frame.ABOUT.around(NO_NAME, content);
    }

    /** Reads {@link #encode}'s form; empty if these bytes are anything else. */
    static Optional<HeadSummary> decode(byte @Nullable [] value) {
        return Frame.ABOUT
                .open(value, NO_NAME)
                .filter(content -> content.remaining() >= 6 * Long.BYTES)
                .flatMap(HeadSummary::decode);
    }

    private static Optional<HeadSummary> decode(ByteBuffer content) {
        long size = content.getLong();
        long[] spans = new long[5];
        content.asLongBuffer().get(spans);
        content.position(content.position() + spans.length * Long.BYTES);
        List<String> texts = texts(content);
        if (texts.size() < 4 || size < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(new HeadSummary(
                    new ObjectKey(texts.get(0), texts.get(1), texts.get(2)),
                    texts.get(3),
                    size,
                    new Lifetime(spans[0], spans[1], spans[2], spans[3], spans[4]),
                    List.copyOf(texts.subList(4, texts.size()))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** All texts; none if there is anything but texts. */
    private static List<String> texts(ByteBuffer content) {
        List<String> texts = new ArrayList<>();
        while (content.remaining() >= Integer.BYTES) {
            int length = content.getInt();
            if (length < 0 || length > content.remaining()) {
                return List.of();
            }
            byte[] utf8 = new byte[length];
            content.get(utf8);
            texts.add(new String(utf8, StandardCharsets.UTF_8));
        }
        return content.hasRemaining() ? List.of() : texts;
    }
}
