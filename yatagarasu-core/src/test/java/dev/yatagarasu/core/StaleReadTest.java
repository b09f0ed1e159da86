package dev.yatagarasu.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.cache.Purge;
import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.api.storage.StorageException;
import dev.yatagarasu.api.storage.StorageResponse;
import dev.yatagarasu.core.config.BucketCacheConfig;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of answers that are no longer fresh. */
class StaleReadTest extends EngineTest {

    private void start(UnaryOperator<BucketCacheConfig.Builder> cache) {
        start(config(bucket("files", "/", storage)
                .cache(cache.apply(BucketCacheConfig.builder().ttl(Duration.ofSeconds(10)))
                        .build())));
    }

    private void storageFails() {
        storageFails(StorageException.Kind.UNAVAILABLE);
    }

    private void storageFails(StorageException.Kind kind) {
        storage.fault = (call, honest) -> {
            throw new StorageException(kind, "down");
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

    /** One client could have as many copies fetched and kept as it had values to send. */
    @ParameterizedTest
    @ValueSource(
            strings = {"Accept-Encoding", "User-Agent", "Origin, Accept-Language", "a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q"})
    void get_variesByWhatStorageIsNeverSent_isOneCopyForEverybody(String vary) {
        storage.put("v", "text", "etag", "\"v\"", "vary", vary);

        get("/v", "user-agent", "one", "accept-encoding", "gzip");
        Reply other = get("/v", "user-agent", "two", "accept-language", "de");

        assertThat(other.header("x-cache")).isEqualTo("HIT");
        assertThat(other.header("vary")).as("others may have to know").isEqualTo(vary);
        assertThat(storage.calls).hasSize(1);
        assertThat(engine().cache().purge(Purge.key("files", "v"))).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "Cookie", "Accept-Encoding, Authorization"})
    void get_variesByWhoAsks_isNotKept(String vary) {
        storage.put("v", "text", "etag", "\"v\"", "vary", vary);

        get("/v");
        assertThat(get("/v").header("x-cache")).isEqualTo("MISS");
    }

    /** S3 says 403 for an object that was deleted, unless it may be listed: the deleted object was served for an hour. */
    @Test
    void get_storageRefusesWithinServeStale_isAnError() {
        start(cache -> cache.serveStale(Duration.ofHours(1)));
        get("/a.txt");
        clock.advance(Duration.ofSeconds(11));
        storageFails(StorageException.Kind.REFUSED);

        assertThat(get("/a.txt").status()).isEqualTo(502);
        storageFails(StorageException.Kind.BROKEN);
        assertThat(get("/a.txt").header("x-cache")).isEqualTo("STALE");
        storageFails(StorageException.Kind.TIMEOUT);
        assertThat(get("/a.txt").header("x-cache")).isEqualTo("STALE");
    }

    @Test
    void get_304AboutAnotherVersion_isAskedAgainWithoutTheCondition() {
        start(cache -> cache);
        get("/a.txt");
        clock.advance(Duration.ofSeconds(11));
        storage.putVersion("a.txt", "new", "v2");
        storage.fault = (call, honest) -> call.request().preconditions().isEmpty()
                ? honest.get()
                : new StorageResponse.NotModified(Headers.of("etag", "\"other\""));

        Reply reply = get("/a.txt");

        assertThat(reply.text()).isEqualTo("new");
        assertThat(reply.header("x-cache")).isEqualTo("MISS");
        assertThat(get("/a.txt").header("etag")).isEqualTo("\"v2\"");
        assertThat(storage.calls).hasSize(3);
    }

    /** The same bytes put again with another type keep their entity tag: the old type was served for ever. */
    @Test
    void get_304WithAnotherLastModified_takesTheHeadersAnew() {
        start(cache -> cache);
        get("/a.txt");
        clock.advance(Duration.ofSeconds(11));
        String later = "Mon, 07 Nov 1994 08:49:37 GMT";
        storage.put("a.txt", CONTENT, "content-type", "text/css", "etag", "\"v1\"", "last-modified", later);
        storage.fault = (call, honest) -> call.request().preconditions().isEmpty()
                ? honest.get()
                : new StorageResponse.NotModified(Headers.of("etag", "\"v1\"", "last-modified", later));

        Reply reply = get("/a.txt");

        assertThat(reply.text()).isEqualTo(CONTENT);
        assertThat(reply.header("content-type")).isEqualTo("text/css");
        assertThat(reply.header("last-modified")).isEqualTo(later);
        clock.advance(Duration.ofSeconds(11));
        assertThat(get("/a.txt").header("x-cache")).as("now the same").isEqualTo("REVALIDATED");
    }

    @Test
    void get_sameBytesPutAgainWhileTheyAreLarge_areServedWithTheirNewType() {
        start(cache -> cache);
        String large = "x".repeat(600_000);
        storage.putVersion("large", large, "v1");
        get("/large");
        clock.advance(Duration.ofSeconds(11));
        storage.put(
                "large",
                large,
                "content-type",
                "text/css",
                "etag",
                "\"v1\"",
                "last-modified",
                "Mon, 07 Nov 1994 08:49:37 GMT");

        Reply reply = get("/large");

        assertThat(reply.header("content-type")).isEqualTo("text/css");
        assertThat(reply.text()).isEqualTo(large);
    }

    @Test
    void isFromCache_staleOrRevalidated_isTrue() {
        start(cache -> cache.serveStale(Duration.ofHours(1)));
        assertThat(isFromCache()).isFalse();
        assertThat(isFromCache()).as("a hit").isTrue();
        clock.advance(Duration.ofSeconds(11));
        assertThat(isFromCache()).as("revalidated").isTrue();
        clock.advance(Duration.ofSeconds(11));
        storageFails();
        assertThat(isFromCache()).as("stale").isTrue();
    }

    private boolean isFromCache() {
        try (StoredObject object = engine().get("files", "a.txt").orElseThrow()) {
            return object.isFromCache();
        }
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
