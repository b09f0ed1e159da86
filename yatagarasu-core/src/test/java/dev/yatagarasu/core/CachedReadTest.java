package dev.yatagarasu.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.cache.Purge;
import dev.yatagarasu.core.config.BucketCacheConfig;
import dev.yatagarasu.core.config.CacheConfig;
import dev.yatagarasu.core.config.YatagarasuConfig;
import dev.yatagarasu.core.http.Work;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the fast lane answers, what the slow lane fetches, and how the answer says so. */
class CachedReadTest extends EngineTest {

    @Test
    void get_firstAndSecondTime_isAMissAndThenAHitWithTheSameHeaders() {
        storage.put(
                "x",
                "text",
                "etag",
                "\"e\"",
                "content-type",
                "text/css",
                "content-encoding",
                "br",
                "content-disposition",
                "inline",
                "cache-control",
                "max-age=60");

        Reply miss = get("/x");
        clock.advance(Duration.ofMillis(7_900));
        Reply hit = get("/x");

        assertThat(miss.fast()).isFalse();
        assertThat(miss.header("x-cache")).isEqualTo("MISS");
        assertThat(hit.fast()).isTrue();
        assertThat(hit.header("x-cache")).isEqualTo("HIT");
        assertThat(hit.header("age")).isEqualTo("7");
        assertThat(miss.headers().contains("age")).isFalse();
        for (String name : new String[] {
            "etag",
            "content-type",
            "content-encoding",
            "content-disposition",
            "cache-control",
            "content-length",
            "accept-ranges"
        }) {
            assertThat(hit.headers().all(name))
                    .as(name)
                    .isEqualTo(miss.headers().all(name))
                    .hasSize(1);
        }
        assertThat(hit.text()).isEqualTo(miss.text()).isEqualTo("text");
        assertThat(storage.methods()).containsExactly("GET");
    }

    @Test
    void begin_objectInMemory_isAnswerNeverWork() {
        get("/a.txt");

        assertThat(get("/a.txt").fast()).isTrue();
        assertThat(send("HEAD", "/a.txt").fast()).isTrue();
        assertThat(get("/a.txt", "range", "bytes=1-2").fast()).isTrue();
        assertThat(get("/a.txt", "range", "bytes=1-2,5-6").fast()).isTrue();
        assertThat(get("/a.txt", "if-none-match", "\"v1\"").status()).isEqualTo(304);
        assertThat(get("/a.txt?query=other").fast()).isTrue();
        assertThat(storage.calls).hasSize(1);
    }

    @Test
    void get_afterTheTtl_asksStorageAgain() {
        start(config(bucket("files", "/", storage)
                .cache(BucketCacheConfig.builder().ttl(Duration.ofSeconds(10)).build())));
        get("/a.txt");
        clock.advance(Duration.ofSeconds(10));
        storage.putVersion("a.txt", "new", "v2");

        Reply reply = get("/a.txt");

        assertThat(reply.text()).isEqualTo("new");
        assertThat(reply.header("x-cache")).isEqualTo("MISS");
    }

    @Test
    void get_bucketWithoutCache_isBypassEachTime() {
        start(uncached());

        assertThat(get("/a.txt").header("x-cache")).isEqualTo("BYPASS");
        assertThat(get("/a.txt").fast()).isFalse();
        assertThat(storage.methods()).containsExactly("GET", "GET");
    }

    @Test
    void get_cacheDisabledForAll_isBypass() {
        start(YatagarasuConfig.builder()
                .cache(CacheConfig.disabled())
                .bucket(bucket("files", "/", storage).build())
                .build());

        get("/a.txt");
        assertThat(get("/a.txt").header("x-cache")).isEqualTo("BYPASS");
        assertThat(storage.calls).hasSize(2);
    }

    @Test
    void get_largerThanTheBucketCaches_isStreamedEachTime() {
        start(config(bucket("files", "/", storage)
                .cache(BucketCacheConfig.builder().maxObjectSize(9).build())));

        assertThat(get("/a.txt").text()).isEqualTo(CONTENT);
        assertThat(get("/a.txt").text()).isEqualTo(CONTENT);
        assertThat(storage.calls).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-store", "private", "no-cache", "max-age=0"})
    void get_storageForbidsSharing_isFetchedEachTime(String cacheControl) {
        storage.put("p", "mine", "cache-control", cacheControl);

        get("/p");
        Reply second = get("/p");

        assertThat(second.header("x-cache")).isEqualTo("MISS");
        assertThat(second.header("cache-control")).isEqualTo(cacheControl);
        assertThat(storage.calls).hasSize(2);
    }

    @Test
    void get_rangeOrConditionOnAColdKey_leavesTheWholeRight() {
        assertThat(get("/a.txt", "range", "bytes=2-3").text()).isEqualTo("23");
        assertThat(get("/a.txt", "if-none-match", "\"v1\"").status()).isEqualTo(304);
        send("HEAD", "/a.txt");

        Reply whole = get("/a.txt");

        assertThat(whole.status()).isEqualTo(200);
        assertThat(whole.text()).isEqualTo(CONTENT);
        assertThat(storage.calls).hasSize(1);
    }

    @Test
    void get_notFound_isRememberedForTheNegativeTtl() {
        assertThat(get("/new").header("x-cache")).isEqualTo("MISS");
        storage.put("new", "here");

        Reply remembered = get("/new");
        assertThat(remembered.status()).isEqualTo(404);
        assertThat(remembered.fast()).isTrue();
        assertThat(remembered.header("x-cache")).isEqualTo("HIT");
        clock.advance(Duration.ofSeconds(5));
        assertThat(get("/new").text()).isEqualTo("here");
    }

    @Test
    void get_notFoundWithoutNegativeTtl_isAskedForEachTime() {
        start(config(bucket("files", "/", storage)
                .cache(BucketCacheConfig.builder().negativeTtl(Duration.ZERO).build())));
        get("/new");
        storage.put("new", "here");

        assertThat(get("/new").text()).isEqualTo("here");
    }

    @Test
    void get_bucketsWhoseNameAndKeyJoinAlike_areDistinctInTheCache() {
        MemoryStorage other = new MemoryStorage().put("c", "second");
        storage.put("b/c", "first");
        start(config(bucket("a", "/a", storage), bucket("a-b", "/a/b", other), bucket("a.b", "/x", storage)));

        assertThat(get("/x/b/c").text()).isEqualTo("first");
        assertThat(get("/a/b/c").text()).isEqualTo("second");
        assertThat(get("/a/b/c").text()).isEqualTo("second");
        assertThat(get("/x/b/c").text()).isEqualTo("first");
    }

    @Test
    void get_keysThatLookAlike_areDistinctInTheCache() {
        storage.put("k", "plain")
                .put("/k", "slash")
                .put("K", "upper")
                .put("k ", "blank")
                .put("%6b", "escaped");
        for (int round = 0; round < 2; round++) {
            assertThat(get("/k").text()).isEqualTo("plain");
            assertThat(get("//k").text()).isEqualTo("slash");
            assertThat(get("/K").text()).isEqualTo("upper");
            assertThat(get("/k%20").text()).isEqualTo("blank");
            assertThat(get("/%256b").text()).isEqualTo("escaped");
            assertThat(get("/%6b").text()).isEqualTo("plain");
        }
    }

    @Test
    void purge_cachedObject_isFetchedAgain() {
        get("/a.txt");
        storage.putVersion("a.txt", "new", "v2");

        assertThat(engine().cache().purge(Purge.key("files", "/a.txt"))).isZero();
        assertThat(get("/a.txt").text()).isEqualTo(CONTENT);
        assertThat(engine().cache().purge(Purge.key("files", "a.txt"))).isEqualTo(1);
        assertThat(get("/a.txt").text()).isEqualTo("new");
    }

    @Test
    void purge_betweenFetchAndStore_wins() {
        storage.fault = (call, honest) -> {
            var response = honest.get();
            engine().cache().purge(Purge.bucket("files"));
            return response;
        };
        get("/a.txt");
        storage.fault = (call, honest) -> honest.get();
        storage.putVersion("a.txt", "new", "v2");

        assertThat(get("/a.txt").text()).isEqualTo("new");
    }

    @Test
    void get_twoBegunOnAColdKey_areBothAnsweredFromOneFill() {
        var first = (Work) begin("GET", "/a.txt");
        var second = (Work) begin("GET", "/a.txt");

        assertThat(receive(first.finish(), false).text()).isEqualTo(CONTENT);
        assertThat(receive(second.finish(), false).text()).isEqualTo(CONTENT);
        assertThat(storage.calls).hasSize(1);
    }

    @Test
    void get_cachedAnswers_doNotShareTheirPosition() {
        get("/a.txt");
        var one = answer("GET", "/a.txt");
        var two = answer("GET", "/a.txt");

        assertThat(receive(one, true).text()).isEqualTo(CONTENT);
        assertThat(receive(two, true).text()).isEqualTo(CONTENT);
    }
}
