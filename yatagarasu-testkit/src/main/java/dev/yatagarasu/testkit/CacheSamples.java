package dev.yatagarasu.testkit;

import dev.yatagarasu.api.cache.BlockKey;
import dev.yatagarasu.api.cache.CachedHead;
import dev.yatagarasu.api.cache.Lifetime;
import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.api.http.Headers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Things to keep in a cache, whose bytes follow from their names: whoever reads a block knows what must be in it. Safe from
 * any thread.
 */
public final class CacheSamples {
    private static final int MINUTE = 60_000;

    private CacheSamples() {}

    /** Two whole blocks and a short third one. */
    public static long threeBlocks() {
        return 2L * BlockKey.BLOCK_SIZE + 1234;
    }

    /** Fresh for an hour from {@code nowMillis} on, and then of use for two more. */
    public static Lifetime lifetime(long nowMillis) {
        return new Lifetime(nowMillis, 60L * MINUTE, 1500, 60L * MINUTE, 120L * MINUTE);
    }

    /** A head without content, with fields that must not get lost. */
    public static CachedHead.Found head(ObjectKey key, String version, long size, Lifetime lifetime) {
        Headers headers = Headers.of(
                "content-type", "text/plain; charset=utf-8",
                "etag", version,
                "cache-control", "max-age=3600, stale-if-error=7200",
                "content-disposition", "attachment; filename*=UTF-8''%e2%82%ac%20rates.txt",
                "x-amz-meta-note", "first",
                "x-amz-meta-note", "second, für " + key.bucket(),
                "content-encoding", "gzip");
        return new CachedHead.Found(
                headers, size, version, lifetime, List.of("all", "of " + key.bucket()), Optional.empty());
    }

    /** The same with its content, which is that of its only block. */
    public static CachedHead.Found withContent(ObjectKey key, CachedHead.Found head) {
        return withContent(head, bytes(key, head.version(), 0, (int) head.size()));
    }

    /** The same with any content. */
    public static CachedHead.Found withContent(CachedHead.Found head, ByteBuffer content) {
        return new CachedHead.Found(
                head.headers(), head.size(), head.version(), head.lifetime(), head.tags(), Optional.of(content));
    }

    /** The same with other tags. */
    public static CachedHead.Found withTags(CachedHead.Found head, String... tags) {
        return new CachedHead.Found(
                head.headers(), head.size(), head.version(), head.lifetime(), List.of(tags), head.content());
    }

    /** What block {@code number} of that version holds. */
    public static ByteBuffer block(ObjectKey key, CachedHead.Found head, int number) {
        return bytes(key, head.version(), number, head.blockLength(number));
    }

    private static ByteBuffer bytes(ObjectKey key, String version, int number, int length) {
        byte[] bytes = new byte[length];
        new SplittableRandom(Objects.hash(key, version, number)).nextBytes(bytes);
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    /** Names that a careless cache takes for one another, or cannot write down. */
    static List<ObjectKey> strangeKeys() {
        Stream<ObjectKey> separators = Stream.of(
                ObjectKey.of("a", "b/c"),
                ObjectKey.of("a,b", "c"),
                ObjectKey.of("a/b", "c"),
                ObjectKey.of("a", "/b/c"),
                new ObjectKey("a", "b", "/c"),
                new ObjectKey("a", "b/", "c"),
                new ObjectKey("a", "", "b/c"),
                new ObjectKey("", "a", "b/c"));
        Stream<ObjectKey> texts = Stream.of(
                        "",
                        " ",
                        "\0",
                        "\0\0",
                        "b\0c",
                        "b:c",
                        "b\nc",
                        "b*c",
                        "b?",
                        "[a-z]",
                        "{b}",
                        "*",
                        "%2F",
                        "b%2Fc",
                        "../b",
                        "..",
                        ".",
                        "b//c",
                        "b\\c",
                        "B/C",
                        "\u00e9",
                        "e\u0301",
                        "\u212b",
                        "\u00c5",
                        "ß",
                        "ss",
                        "日本語/🦅",
                        "x".repeat(1024),
                        "x".repeat(1023) + "y",
                        "日".repeat(341) + "x")
                .map(text -> ObjectKey.of("a", text));
        return Stream.concat(separators, texts).toList();
    }

    /** All block numbers of an object. */
    static IntStream numbers(CachedHead.Found head) {
        return IntStream.range(0, head.blocks());
    }
}
