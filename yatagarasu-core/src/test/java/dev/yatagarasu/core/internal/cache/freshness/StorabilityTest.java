package dev.yatagarasu.core.internal.cache.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.cache.Lifetime;
import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.core.http.HttpDate;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9111 sections 3 and 4.2 and RFC 5861, for a bucket with ttl 1,000 s, negative_ttl 5 s, swr 20 s, sie 300 s. */
class StorabilityTest {
    private static final Instant NOW = Instant.parse("2025-03-01T12:00:00Z");
    private static final long ASKED = NOW.toEpochMilli();
    private static final LifetimeDefaults DEFAULTS = new LifetimeDefaults(
            Duration.ofSeconds(1_000), Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(300));
    private static final LifetimeDefaults NOTHING =
            new LifetimeDefaults(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    private static ReceivedResponse received(int status, String... headers) {
        return new ReceivedResponse(status, Headers.of(headers), ASKED, ASKED);
    }

    private static Lifetime kept(Storability storability) {
        assertThat(storability).isInstanceOf(Storability.Keep.class);
        return ((Storability.Keep) storability).lifetime();
    }

    private static Lifetime lifetime(String... headers) {
        return kept(Storability.of(received(200, headers), DEFAULTS));
    }

    private static long freshSeconds(String... headers) {
        Headers withValidator =
                Headers.of(headers).toBuilder().add("etag", "\"x\"").build();
        return kept(Storability.of(new ReceivedResponse(200, withValidator, ASKED, ASKED), DEFAULTS))
                        .freshForMillis()
                / 1000;
    }

    private static String at(int secondsFromNow) {
        return HttpDate.format(NOW.plusSeconds(secondsFromNow));
    }

    @Test
    void of_nothingSaid_isTheBuckets() {
        assertThat(lifetime("etag", "\"x\"")).isEqualTo(new Lifetime(ASKED, 1_000_000, 0, 20_000, 300_000));
    }

    @Test
    void of_nothingSaidAndNoTtl_isKeptOnlyWithAValidator() {
        assertThat(Storability.of(received(200), NOTHING)).isInstanceOf(Storability.Pass.class);
        assertThat(kept(Storability.of(received(200, "etag", "\"x\""), NOTHING)))
                .isEqualTo(new Lifetime(ASKED, 0, 0, 0, 0));
        assertThat(kept(Storability.of(received(200, "last-modified", at(-9)), NOTHING))
                        .freshForMillis())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"no-store", "private", "max-age=60, private", "ext=\"", "no-store, max-age=10", "private=\"\""})
    void of_notForSharedCaches_passes(String cacheControl) {
        assertThat(Storability.of(received(200, "cache-control", cacheControl, "etag", "\"x\""), DEFAULTS))
                .isInstanceOf(Storability.Pass.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 201, 202, 203, 204, 299, 301, 302, 307, 400, 403, 405, 416, 500, 502, 503, 504, 599, 999})
    void of_otherStatuses_pass(int status) {
        assertThat(Storability.of(received(status, "cache-control", "public, max-age=60", "etag", "\"x\""), DEFAULTS))
                .isInstanceOf(Storability.Pass.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 206, 304})
    void of_statusesOfAnObject_areKept(int status) {
        assertThat(kept(Storability.of(received(status, "cache-control", "max-age=60"), DEFAULTS))
                        .freshForMillis())
                .isEqualTo(60_000);
    }

    @ParameterizedTest
    @CsvSource({"404", "410"})
    void of_missing_isBelievedForTheNegativeTtlAtMost(int status) {
        assertThat(kept(Storability.of(received(status), DEFAULTS))).isEqualTo(Lifetime.fresh(ASKED, 5_000));
        assertThat(kept(Storability.of(received(status, "cache-control", "max-age=3600"), DEFAULTS)))
                .isEqualTo(Lifetime.fresh(ASKED, 5_000));
        assertThat(kept(Storability.of(received(status, "cache-control", "max-age=2"), DEFAULTS)))
                .isEqualTo(Lifetime.fresh(ASKED, 2_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-store", "no-cache", "private", "max-age=0"})
    void of_missingThatIsNotToBeBelieved_passes(String cacheControl) {
        assertThat(Storability.of(received(404, "cache-control", cacheControl), DEFAULTS))
                .isInstanceOf(Storability.Pass.class);
        assertThat(Storability.of(received(404, "cache-control", "max-age=60"), NOTHING))
                .isInstanceOf(Storability.Pass.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max-age=60 | 60",
                "s-maxage=30, max-age=60 | 30",
                "max-age=0 | 0",
                "max-age=nonsense | 0",
                "public | 1000",
                "no-cache | 0",
                "no-cache, max-age=60 | 0",
                "no-cache=\"x\", max-age=60 | 60"
            })
    void of_cacheControl_setsTheLifetime(String cacheControl, long expected) {
        assertThat(freshSeconds("cache-control", cacheControl, "etag", "\"x\"")).isEqualTo(expected);
    }

    @Test
    void of_hugeLifetimes_areBounded() {
        LifetimeDefaults forever = new LifetimeDefaults(
                Duration.ofSeconds(Long.MAX_VALUE),
                Duration.ofSeconds(Long.MAX_VALUE),
                Duration.ofSeconds(Long.MAX_VALUE),
                Duration.ofSeconds(Long.MAX_VALUE));
        long longest = (1L << 31) * 1000;

        assertThat(kept(Storability.of(received(200), forever)))
                .isEqualTo(new Lifetime(ASKED, longest, 0, longest, longest));
        assertThat(freshSeconds("cache-control", "max-age=99999999999999999999"))
                .isEqualTo(1L << 31);
        assertThat(freshSeconds("expires", "Fri, 31 Dec 9999 23:59:59 GMT")).isEqualTo(1L << 31);
    }

    @Test
    void of_expires_isTheTimeFromStoragesDateOn() {
        assertThat(freshSeconds("expires", at(60), "date", at(0))).isEqualTo(60);
        assertThat(freshSeconds("expires", at(60))).isEqualTo(60);
        assertThat(freshSeconds("expires", at(60), "date", "foo")).isEqualTo(60);
        assertThat(freshSeconds("expires", at(560), "date", at(500))).isEqualTo(60);
        assertThat(freshSeconds("expires", at(60), "expires", at(5))).isEqualTo(60);
        assertThat(freshSeconds("expires", at(60), "cache-control", "max-age=5"))
                .isEqualTo(5);
        assertThat(freshSeconds("expires", at(60), "cache-control", "public")).isEqualTo(60);
        assertThat(freshSeconds("expires", at(-60), "cache-control", "s-maxage=5"))
                .isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "", "never", "Sat, 01 Mar 2025 12:00:00 GMT", "Sat, 01 Mar 2025 11:59:59 GMT"})
    void of_expiresThatIsPastOrNoDate_isStaleAlready(String expires) {
        assertThat(freshSeconds("expires", expires)).isZero();
        assertThat(freshSeconds("expires", expires, "cache-control", "max-age=60"))
                .isEqualTo(60);
    }

    @Test
    void of_expiresBeforeDate_isStaleAlready() {
        assertThat(freshSeconds("expires", at(300), "date", at(400))).isZero();
    }

    @Test
    void of_age_isTakenOffTheExplicitLifetime() {
        Lifetime aged = lifetime("cache-control", "max-age=60", "age", "45");

        assertThat(aged.freshForMillis()).isEqualTo(15_000);
        assertThat(aged.ageMillis()).isEqualTo(45_000);
        assertThat(aged.ageSecondsAt(ASKED + 2_000)).isEqualTo(47);
        assertThat(freshSeconds("cache-control", "max-age=60", "age", "60")).isZero();
        assertThat(freshSeconds("cache-control", "max-age=60", "age", "99999999999999"))
                .isZero();
        assertThat(freshSeconds("expires", at(20), "date", at(10), "age", "15")).isZero();
    }

    @Test
    void of_age_leavesTheBucketsTtlAlone() {
        assertThat(lifetime("age", "4000", "date", at(-4_000)))
                .isEqualTo(new Lifetime(ASKED, 1_000_000, 4_000_000, 20_000, 300_000));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0,7200 | 3600", "7200,0 | 0", "0 | 3600", "' 10 ' | 3590", "1, old | 3599", "0, 0 | 3600"})
    void of_ageLists_countTheirFirst(String age, long expected) {
        assertThat(freshSeconds("cache-control", "max-age=3600", "age", age.replace("'", "")))
                .isEqualTo(expected);
    }

    @Test
    void of_severalAges_countTheFirst() {
        assertThat(freshSeconds("cache-control", "max-age=3600", "age", "7200", "age", "0"))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "-7200", "7200.0", "7200;foo=bar", "0;x", "", "+1", "\"5\"", ",5", "old, 0"})
    void of_ageThatIsNoNumber_isIgnored(String age) {
        assertThat(freshSeconds("cache-control", "max-age=3600", "age", age)).isEqualTo(3_600);
        assertThat(freshSeconds("age", age)).isEqualTo(1_000);
    }

    @Test
    void of_dateInThePast_isAnAgeOfItsOwn() {
        Lifetime aged = lifetime("cache-control", "max-age=3600", "date", at(-600));

        assertThat(aged.freshForMillis()).isEqualTo(3_000_000);
        assertThat(aged.ageMillis()).isEqualTo(600_000);
        assertThat(lifetime("cache-control", "max-age=3600", "date", at(-600), "age", "700")
                        .ageMillis())
                .isEqualTo(700_000);
        assertThat(lifetime("cache-control", "max-age=3600", "date", at(600)).ageMillis())
                .isZero();
    }

    @Test
    void of_slowStorage_countsTheDelayOnce() {
        Headers headers = Headers.of("cache-control", "max-age=60", "date", at(0), "age", "10");
        Lifetime slow = kept(Storability.of(new ReceivedResponse(200, headers, ASKED - 5_000, ASKED), DEFAULTS));

        assertThat(slow).isEqualTo(new Lifetime(ASKED - 5_000, 50_000, 10_000, 20_000, 300_000));
        assertThat(slow.ageSecondsAt(ASKED)).isEqualTo(15);
        Headers old = Headers.of("cache-control", "max-age=60", "date", at(-30));
        Lifetime apparent = kept(Storability.of(new ReceivedResponse(200, old, ASKED - 5_000, ASKED), DEFAULTS));
        assertThat(apparent.ageSecondsAt(ASKED)).isEqualTo(30);
        assertThat(apparent.freshForMillis()).isEqualTo(35_000);
    }

    @Test
    void of_clockSetBackMeanwhile_countsNoDelay() {
        Headers headers = Headers.of("cache-control", "max-age=60");
        assertThat(kept(Storability.of(new ReceivedResponse(200, headers, ASKED, ASKED - 9_000), DEFAULTS)))
                .isEqualTo(new Lifetime(ASKED, 60_000, 0, 20_000, 300_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "max-age=60, must-revalidate",
                "max-age=60, proxy-revalidate",
                "s-maxage=60",
                "no-cache",
                "no-cache, stale-if-error=60",
                "s-maxage=60, stale-while-revalidate=60",
                "max-age=60, stale-while-revalidate=0, stale-if-error=0",
                "max-age=60, stale-while-revalidate=x, stale-if-error"
            })
    void of_staleUseForbidden_hasNone(String cacheControl) {
        Lifetime strict = lifetime("cache-control", cacheControl, "etag", "\"x\"");

        assertThat(strict.staleWhileRevalidateMillis()).isZero();
        assertThat(strict.staleIfErrorMillis()).isZero();
    }

    @Test
    void of_staleUseAllowedByTheResponse_replacesTheBuckets() {
        assertThat(lifetime("cache-control", "max-age=60, stale-while-revalidate=7, stale-if-error=8"))
                .isEqualTo(new Lifetime(ASKED, 60_000, 0, 7_000, 8_000));
        assertThat(lifetime("cache-control", "max-age=60, stale-if-error=0"))
                .isEqualTo(new Lifetime(ASKED, 60_000, 0, 20_000, 0));
    }

    @Test
    void of_receivedStale_hasGraceFromWhenItExpired() {
        Lifetime late = lifetime("cache-control", "max-age=60", "age", "75");

        assertThat(late).isEqualTo(new Lifetime(ASKED, 0, 75_000, 5_000, 285_000));
        assertThat(lifetime("cache-control", "max-age=60", "age", "5000", "etag", "\"x\""))
                .isEqualTo(new Lifetime(ASKED, 0, 5_000_000, 0, 0));
        assertThat(Storability.of(received(200, "cache-control", "max-age=60", "age", "5000"), DEFAULTS))
                .isInstanceOf(Storability.Pass.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*", "*, *", ", *", "accept, *", "*, accept", " * ", "not a name", "Cookie", "authorization"})
    void of_varyThatNoKeyCanTell_passes(String vary) {
        assertThat(Storability.of(received(200, "vary", vary), DEFAULTS)).isInstanceOf(Storability.Pass.class);
        assertThat(Storability.of(received(200, "vary", "", "vary", vary), DEFAULTS))
                .isInstanceOf(Storability.Pass.class);
    }

    @Test
    void of_varyOnFields_isKept() {
        assertThat(freshSeconds("vary", "Origin, Accept-Encoding")).isEqualTo(1_000);
    }

    @Test
    void of_setCookie_isKept() {
        assertThat(freshSeconds("set-cookie", "a=b", "cache-control", "max-age=60"))
                .isEqualTo(60);
    }

    @Test
    void of_pragmaOfAResponse_meansNothing() {
        assertThat(freshSeconds("pragma", "no-cache")).isEqualTo(1_000);
    }

    @Test
    void of_mustUnderstand_takesBackNoStoreForWhatIsUnderstood() {
        assertThat(freshSeconds("cache-control", "no-store, must-understand, max-age=60"))
                .isEqualTo(60);
        assertThat(Storability.of(received(599, "cache-control", "max-age=60, must-understand"), DEFAULTS))
                .isInstanceOf(Storability.Pass.class);
    }
}
