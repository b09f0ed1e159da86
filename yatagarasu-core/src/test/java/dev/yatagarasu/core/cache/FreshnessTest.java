package dev.yatagarasu.core.cache;

import static dev.yatagarasu.core.cache.CacheFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.core.http.HttpDate;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9111 sections 3 and 4.2, for a shared cache whose bucket has a ttl of 1,000 s. */
class FreshnessTest {
    private static final Duration TTL = Duration.ofSeconds(1_000);

    private static Freshness.Lifetime lifetime(String... headers) {
        return Freshness.of(Headers.of(headers), TTL, NOW);
    }

    private static long seconds(String cacheControl) {
        return lifetime("cache-control", cacheControl).freshFor().toSeconds();
    }

    @Test
    void of_nothingSaid_isTheBucketsTtl() {
        assertThat(lifetime("etag", "\"x\"").freshFor()).isEqualTo(TTL);
        assertThat(Freshness.of(Headers.empty(), Duration.ZERO, NOW).freshFor()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max-age=60 | 60",
                "s-maxage=30 | 30",
                "max-age=60, s-maxage=30 | 30",
                "s-maxage=30, max-age=60 | 30",
                "s-maxage=0, max-age=60 | 0",
                "public, max-age=60, must-revalidate | 60",
                "public | 1000",
                "must-revalidate | 1000",
                "MAX-AGE=60 | 60",
                "max-age=\"60\" | 60",
                "max-age=0 | 0",
                "max-age=60, max-age=10 | 60",
                "max-age=10, max-age=60 | 10",
                "x-max-age=5 | 1000",
                "max-agee=5 | 1000",
                "extension=\"a, max-age=5, b\", max-age=60 | 60",
                ",, max-age=60 ,, | 60",
            })
    void of_explicitLifetime_isTheFirstSharedOne(String cacheControl, long expected) {
        assertThat(seconds(cacheControl)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no-store",
                "no-cache",
                "private",
                "NO-STORE",
                "max-age=60, no-store",
                "no-store, s-maxage=60",
                "private=\"set-cookie\"",
                "no-cache=\"x, y\", max-age=60",
                "private=\"a, b\"",
                "max-age=60,private",
                "no-store=1",
                "no-cache =x",
                "ext=\"open, no-store, max-age=60"
            })
    void of_notForSharedCaches_isNotKept(String cacheControl) {
        assertThat(seconds(cacheControl)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "max-age",
                "max-age=",
                "max-age=abc",
                "max-age=-1",
                "max-age=1.5",
                "max-age=+60",
                "max-age=6 0",
                "max-age = 60",
                "max-age=0x10",
                "max-age=٦٠",
                "s-maxage=soon, max-age=60",
                "max-age=\"\"",
                "max-age=60s"
            })
    void of_lifetimeThatIsNoNumber_countsAsExpired(String cacheControl) {
        assertThat(seconds(cacheControl)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2147483647", "2147483648", "9999999999", "99999999999999999999999", "00000000002147483647"})
    void of_hugeLifetime_isBounded(String seconds) {
        assertThat(seconds("max-age=" + seconds)).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void of_hugeTtl_isBounded() {
        Duration forever = Duration.ofSeconds(Long.MAX_VALUE);

        assertThat(Freshness.of(Headers.empty(), forever, NOW).freshFor())
                .isEqualTo(Duration.ofSeconds(Integer.MAX_VALUE));
    }

    @Test
    void of_severalCacheControlFields_allCount() {
        assertThat(lifetime("cache-control", "max-age=60", "cache-control", "no-store")
                        .freshFor())
                .isZero();
        assertThat(lifetime("cache-control", "public", "cache-control", "max-age=60")
                        .freshFor())
                .isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void of_expires_isTheTimeUntilThen() {
        String inAMinute = HttpDate.format(NOW.plusSeconds(60));

        assertThat(lifetime("expires", inAMinute).freshFor()).isEqualTo(Duration.ofSeconds(60));
        assertThat(lifetime("expires", inAMinute, "cache-control", "max-age=5").freshFor())
                .isEqualTo(Duration.ofSeconds(5));
        assertThat(lifetime("expires", inAMinute, "cache-control", "public").freshFor())
                .isEqualTo(Duration.ofSeconds(60));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "", "never", "Sat, 01 Mar 2025 12:00:00 GMT", "Sat, 01 Mar 2025 11:59:59 GMT"})
    void of_expiresThatIsPastOrNoDate_isNotKept(String expires) {
        assertThat(lifetime("expires", expires).freshFor()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "accept, *", " * "})
    void of_varyOnEverything_isNotKept(String vary) {
        assertThat(lifetime("vary", vary).freshFor()).isZero();
        assertThat(lifetime("vary", "accept", "vary", vary).freshFor()).isZero();
    }

    @Test
    void of_varyOnWhatIsNeverSentToStorage_isKept() {
        assertThat(lifetime("vary", "origin, accept-encoding").freshFor()).isEqualTo(TTL);
    }

    @Test
    void of_age_isTakenOffTheLifetime() {
        Freshness.Lifetime lifetime = lifetime("cache-control", "max-age=60", "age", "45");

        assertThat(lifetime.freshFor()).isEqualTo(Duration.ofSeconds(15));
        assertThat(lifetime.age()).isEqualTo(Duration.ofSeconds(45));
        assertThat(lifetime("cache-control", "max-age=60", "age", "60").freshFor())
                .isZero();
        assertThat(lifetime("cache-control", "max-age=60", "age", "99999999999999")
                        .freshFor())
                .isZero();
        assertThat(lifetime("cache-control", "max-age=60", "age", "old").freshFor())
                .isEqualTo(Duration.ofSeconds(60));
    }
}
