package dev.yatagarasu.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.cache.Purge;
import dev.yatagarasu.api.storage.StorageException;
import dev.yatagarasu.core.config.BucketCacheConfig;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What becomes of answers that are no longer fresh. */
class StaleReadTest extends EngineTest {

    private void start(UnaryOperator<BucketCacheConfig.Builder> cache) {
        start(config(bucket("files", "/", storage)
                .cache(cache.apply(BucketCacheConfig.builder().ttl(Duration.ofSeconds(10)))
                        .build())));
    }

    private void storageFails() {
        storage.fault = (call, honest) -> {
            throw new StorageException(StorageException.Kind.UNAVAILABLE, "down");
        };
    }

    @Test
    void get_staleAndUnchanged_isRevalidatedAndFreshAgain() {
        start(cache -> cache);
        get("/a.txt");
        clock.advance(Duration.ofSeconds(11));

        Reply revalidated = get("/a.txt");

        assertThat(revalidated.text()).isEqualTo(CONTENT);
        assertThat(revalidated.header("x-cache")).isEqualTo("REVALIDATED");
        assertThat(storage.calls.get(1).request().preconditions().ifNoneMatch()).contains("\"v1\"");
        assertThat(get("/a.txt").header("x-cache")).isEqualTo("HIT");
        assertThat(storage.calls).hasSize(2);
    }

    @Test
    void get_noCache_isRevalidatedEachTime() {
        storage.put("n", "text", "etag", "\"n\"", "cache-control", "no-cache");

        get("/n");
        assertThat(get("/n").header("x-cache")).isEqualTo("REVALIDATED");
        assertThat(get("/n").header("x-cache")).isEqualTo("REVALIDATED");
        assertThat(storage.calls).hasSize(3);
    }

    @Test
    void get_revalidated_hasTheFieldsOfThe304() {
        storage.put("n", "text", "etag", "\"n\"", "cache-control", "max-age=5", "x-amz-meta-a", "old");
        get("/n");
        clock.advance(Duration.ofSeconds(5));
        storage.put("n", "text", "etag", "\"n\"", "cache-control", "max-age=60", "content-language", "ja");

        assertThat(get("/n").header("content-language")).isEqualTo("ja");
        clock.advance(Duration.ofSeconds(50));
        Reply hit = get("/n");
        assertThat(hit.header("x-cache")).isEqualTo("HIT");
        assertThat(hit.header("content-language")).isEqualTo("ja");
    }

    @Test
    void get_staleWhileRevalidate_answersAtOnceAndRefreshesBehind() {
        start(cache -> cache.staleWhileRevalidate(Duration.ofSeconds(30)));
        get("/a.txt");
        storage.putVersion("a.txt", "new", "v2");
        clock.advance(Duration.ofSeconds(15));

        Reply stale = get("/a.txt");

        assertThat(stale.text()).isEqualTo(CONTENT);
        assertThat(stale.header("x-cache")).isEqualTo("STALE");
        assertThat(stale.header("age")).isEqualTo("15");
        assertThat(stale.header("cache-status")).isEqualTo("yatagarasu; hit; ttl=-5");
        Reply fresh = get("/a.txt");
        assertThat(fresh.text()).isEqualTo("new");
        assertThat(fresh.header("x-cache")).isEqualTo("HIT");
        assertThat(storage.calls).hasSize(2);
    }

    @Test
    void get_storageFailsWithinServeStale_isAnsweredStaleAndLaterAnError() {
        start(cache -> cache.serveStale(Duration.ofMinutes(1)));
        get("/a.txt");
        clock.advance(Duration.ofSeconds(30));
        storageFails();

        assertThat(get("/a.txt").header("x-cache")).isEqualTo("STALE");
        clock.advance(Duration.ofMinutes(1));
        assertThat(get("/a.txt").status()).isEqualTo(503);
    }

    @Test
    void get_mustRevalidateAndStorageFails_isAnError() {
        start(cache -> cache.serveStale(Duration.ofMinutes(1)));
        storage.put("m", "text", "etag", "\"m\"", "cache-control", "max-age=5, must-revalidate");
        get("/m");
        clock.advance(Duration.ofSeconds(6));
        storageFails();

        assertThat(get("/m").status()).isEqualTo(503);
    }

    @Test
    void get_varies_keepsOneForEachOfTheNamedFields() {
        storage.put("v", "text", "etag", "\"v\"", "vary", "Accept-Language");

        get("/v", "accept-language", "ja");
        assertThat(get("/v", "accept-language", "de").header("x-cache")).isEqualTo("MISS");
        assertThat(get("/v", "accept-language", "ja").header("x-cache")).isEqualTo("HIT");
        assertThat(get("/v", "accept-language", "de").fast()).isTrue();
        assertThat(storage.calls).hasSize(2);
        assertThat(engine().cache().purge(Purge.key("files", "v"))).isGreaterThan(1);
        assertThat(get("/v", "accept-language", "ja").header("x-cache")).isEqualTo("MISS");
    }

    @Test
    void purge_softly_revalidatesBeforeTheNextUse() {
        get("/a.txt");

        assertThat(engine().cache().purge(Purge.key("files", "a.txt").softly())).isEqualTo(1);

        assertThat(get("/a.txt").header("x-cache")).isEqualTo("REVALIDATED");
    }

    @Test
    void purge_byTag_dropsWhatCarriesIt() {
        storage.put("t", "text", "etag", "\"t\"", "x-amz-meta-cache-tag", "news, front");
        get("/t");
        get("/a.txt");

        assertThat(engine().cache().purge(Purge.tag("files", "front"))).isEqualTo(1);

        assertThat(get("/t").header("x-cache")).isEqualTo("MISS");
        assertThat(get("/a.txt").header("x-cache")).isEqualTo("HIT");
    }
}
