package dev.yatagarasu.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.cache.BlockKey;
import dev.yatagarasu.api.cache.Purge;
import dev.yatagarasu.core.CacheModel.Entry;
import dev.yatagarasu.core.CacheModel.Version;
import dev.yatagarasu.core.config.BucketCacheConfig;
import dev.yatagarasu.core.config.CacheConfig;
import dev.yatagarasu.core.config.TierConfig;
import dev.yatagarasu.core.config.YatagarasuConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads, changes, purges and time in any order: the engine answers what a plain map that never forgets allows, and no more. */
class CacheModelTest extends EngineTest {
    private static final int SMALL_KEYS = 12;
    private static final int LARGE_KEYS = 2;

    @TempDir
    private Path directory;

    private final Random random = new Random(1984);
    private final CacheModel model = new CacheModel();
    private final Map<String, Version> stored = new HashMap<>();
    private final String text = random.ints('a', 'z' + 1)
            .limit(3L * BlockKey.BLOCK_SIZE)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    private int versions;
    private int hits;

    @Test
    void anyOperations_inMemory_giveWhatTheModelAllows() {
        run(100_000, new TierConfig.Memory(64L << 20));
    }

    /** Memory holds a few of the objects; the others come from the disk, with the lifetime they had. */
    @Test
    void anyOperations_inMemoryAndOnDisk_giveWhatTheModelAllows() {
        run(20_000, new TierConfig.Memory(256 << 10), new TierConfig.Disk(directory.resolve("cache"), 64L << 20));
    }

    private void run(int steps, TierConfig... tiers) {
        BucketCacheConfig settings = BucketCacheConfig.builder()
                .ttl(Duration.ofMillis(CacheModel.TTL))
                .negativeTtl(Duration.ofMillis(CacheModel.NEGATIVE_TTL))
                .build();
        start(YatagarasuConfig.builder()
                .cache(CacheConfig.of(tiers))
                .bucket(bucket("files", "/", storage).cache(settings).build())
                .build());
        for (int step = 0; step < steps; step++) {
            storage.calls.clear();
            events.clear();
            step(key());
        }
        assertThat(hits).as("hits").isGreaterThan(steps / 8);
    }

    private String key() {
        int number = random.nextInt(SMALL_KEYS);
        return random.nextInt(25) == 0 ? "large" + number % LARGE_KEYS : "folder" + number % 3 + "/small" + number;
    }

    private void step(String key) {
        switch (random.nextInt(20)) {
            case 0 -> change(key);
            case 1 -> delete(random.nextInt(4) == 0 ? key : "none");
            case 2, 3 -> clock.advance(Duration.ofMillis(random.nextInt(15_000)));
            case 4 -> purge(key);
            case 5, 6 -> readHead(key);
            case 7, 8, 9 -> readRange(key);
            case 10, 11 -> readUnlessSame(key);
            default -> readWhole(key);
        }
    }

    private void change(String key) {
        int length = key.startsWith("large")
                ? BlockKey.BLOCK_SIZE + random.nextInt(2 * BlockKey.BLOCK_SIZE)
                : 1 + random.nextInt(60);
        int first = random.nextInt(text.length() - length + 1);
        Version version =
                new Version("\"" + ++versions + "\"", text.substring(first, first + length), "tag" + random.nextInt(3));
        stored.put(key, version);
        storage.put(key, version.content(), "etag", version.etag(), "x-amz-meta-cache-tag", version.tag());
    }

    private void delete(String key) {
        stored.remove(key);
        storage.delete(key);
    }

    private void purge(String key) {
        Purge purge = switch (random.nextInt(12)) {
            case 0 -> Purge.bucket("files");
            case 1, 2 -> Purge.prefix("files", key.substring(0, key.length() - 2));
            case 3, 4 -> Purge.tag("files", "tag" + random.nextInt(3));
            default -> Purge.key("files", key);
        };
        Purge hardOrSoft = random.nextBoolean() ? purge.softly() : purge;
        long expected = model.purge(hardOrSoft, clock.millis());
        assertThat(engine().cache().purge(hardOrSoft)).as("purged").isEqualTo(expected);
    }

    private void readWhole(String key) {
        Reply reply = get("/" + key);
        Optional<Version> version = allowed(key, reply);
        if (version.isPresent()) {
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.text()).isEqualTo(version.get().content());
        }
        learn(key, version, true);
    }

    private void readHead(String key) {
        Reply reply = send("HEAD", "/" + key);
        Optional<Version> version = allowed(key, reply);
        if (version.isPresent()) {
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("content-length"))
                    .isEqualTo(Integer.toString(version.get().content().length()));
        }
        learn(key, version, false);
    }

    private void readRange(String key) {
        int first = random.nextInt(key.startsWith("large") ? 3 * BlockKey.BLOCK_SIZE : 70);
        int last = first + random.nextInt(100);
        Reply reply = get("/" + key, "range", "bytes=" + first + "-" + last);
        if (reply.status() == 416) {
            endsBefore(key, first);
            return;
        }
        Optional<Version> version = allowed(key, reply);
        if (version.isPresent()) {
            String content = version.get().content();
            assertThat(reply.status()).isEqualTo(206);
            assertThat(reply.text()).isEqualTo(content.substring(first, Math.min(last + 1, content.length())));
        }
        learn(key, version, false);
    }

    private void readUnlessSame(String key) {
        String tag = model.fresh(key, clock.millis())
                .flatMap(Entry::version)
                .map(Version::etag)
                .orElse("\"" + versions + "\"");
        Reply reply = get("/" + key, "if-none-match", tag);
        Optional<Version> version = allowed(key, reply);
        if (version.isPresent()) {
            boolean same = version.get().etag().equals(tag);
            assertThat(reply.status()).isEqualTo(same ? 304 : 200);
            assertThat(reply.text()).isEqualTo(same ? "" : version.get().content());
        }
        learn(key, version, reply.status() == 200);
    }

    /** A range outside of the object; storage, which is asked for whole blocks, may have told of the object all the same. */
    private void endsBefore(String key, int first) {
        assertThat(candidates(key).flatMap(Optional::stream))
                .anyMatch(version -> version.content().length() <= first);
        Optional<Version> known = model.fresh(key, clock.millis()).flatMap(Entry::version);
        if (known.isPresent() && known.get().content().length() <= first) {
            return;
        }
        Optional<Version> now = Optional.ofNullable(stored.get(key));
        long start = BlockKey.startOf(BlockKey.numberOf(first));
        if (model.knows(key, now)
                || now.filter(version -> start < version.content().length()).isPresent()) {
            learn(key, now, false);
        } else if (known.isPresent()) {
            model.forget(key);
        }
    }

    /** What may be answered: what is known and fresh; and what storage has, if nothing is, or some of its bytes are missing. */
    private Stream<Optional<Version>> candidates(String key) {
        Optional<Entry> fresh = model.fresh(key, clock.millis());
        Stream<Optional<Version>> known = fresh.map(Entry::version).stream();
        Stream<Optional<Version>> now = Stream.of(Optional.ofNullable(stored.get(key)));
        return isAllThere(fresh) ? known : Stream.concat(known, now);
    }

    private static boolean isAllThere(Optional<Entry> fresh) {
        return fresh.filter(entry -> entry.version().isEmpty() || entry.whole()).isPresent();
    }

    /** The version that was answered, which must be one of those that may be. */
    private Optional<Version> allowed(String key, Reply reply) {
        Optional<Version> answered = candidates(key)
                .filter(version -> version.map(Version::etag).orElse("").equals(reply.header("etag")))
                .findFirst()
                .orElseThrow(() -> new AssertionError(key + " must not be answered " + reply));
        if (answered.isEmpty()) {
            assertThat(reply.status()).isEqualTo(404);
        }
        Optional<Entry> fresh = model.fresh(key, clock.millis());
        if (fresh.isEmpty()) {
            assertThat(reply.header("x-cache")).isIn("MISS", "REVALIDATED");
        } else if (isAllThere(fresh)) {
            hits++;
            assertThat(storage.calls).isEmpty();
            assertThat(reply.header("x-cache")).isEqualTo("HIT");
            assertThat(reply.header("age"))
                    .isEqualTo(Long.toString((clock.millis() - fresh.get().since()) / 1000));
        }
        return answered;
    }

    private void learn(String key, Optional<Version> version, boolean whole) {
        model.learn(key, version, clock.millis(), whole);
    }
}
