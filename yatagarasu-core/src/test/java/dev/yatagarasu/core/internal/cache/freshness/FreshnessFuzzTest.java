package dev.yatagarasu.core.internal.cache.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.cache.Lifetime;
import dev.yatagarasu.api.http.Headers;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever storage and clients send: an answer, never an exception, and never more than they and the bucket allow. */
class FreshnessFuzzTest {
    private static final long ASKED = 1_740_830_400_000L;
    private static final LifetimeDefaults DEFAULTS = new LifetimeDefaults(
            Duration.ofSeconds(100), Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(30));
    private static final List<String> NAMES = List.of(
            "cache-control",
            "cache-control",
            "age",
            "date",
            "expires",
            "vary",
            "etag",
            "connection",
            "pragma",
            "x",
            "x-amz-meta-cache-tag");
    private static final List<String> PIECES = List.of(
            "max-age",
            "s-maxage",
            "no-store",
            "no-cache",
            "private",
            "must-revalidate",
            "stale-if-error",
            "=",
            "=",
            ",",
            ",",
            "\"",
            "\\",
            " ",
            "\t",
            "0",
            "60",
            "99999999999999999999",
            "-1",
            ".5",
            "*",
            "x",
            "foo",
            "\0",
            "é",
            "\ud800",
            "Sat, 01 Mar 2025 12:00:00 GMT",
            "Sat, 31 Dec 9999 23:59:59 GMT",
            "Thu, 01 Jan 1970 00:00:00 GMT");

    private final Random random = new Random(9111);

    private String value() {
        StringBuilder value = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            value.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return value.toString();
    }

    private Headers headers() {
        Headers.Builder headers = Headers.builder();
        for (int i = random.nextInt(6); i > 0; i--) {
            headers.add(NAMES.get(random.nextInt(NAMES.size())), value());
        }
        return headers.build();
    }

    @Test
    void of_anyHeaders_isALifetimeWithinBoundsOrAPass() {
        int kept = 0;
        for (int i = 0; i < 50_000; i++) {
            Headers headers = headers();
            ReceivedResponse received =
                    new ReceivedResponse(200, headers, ASKED, ASKED + random.nextInt(-5_000, 20_000));
            if (Storability.of(received, DEFAULTS) instanceof Storability.Keep keep) {
                kept++;
                Lifetime lifetime = keep.lifetime();
                assertThat(lifetime.freshForMillis()).isLessThanOrEqualTo((1L << 31) * 1000);
                assertThat(ResponseDirectives.of(headers).forbidStoring()).isFalse();
                if (ResponseDirectives.of(headers).forbidStale()) {
                    assertThat(lifetime.isUsableOnErrorAt(ASKED + lifetime.freshForMillis()))
                            .isFalse();
                }
            }
        }
        assertThat(kept).isGreaterThan(5_000);
    }

    @Test
    void storable_updated_isStorableAlready() {
        for (int i = 0; i < 20_000; i++) {
            Headers stored = StoredHeaders.storable(headers());
            Headers notModified = headers();
            Headers updated = StoredHeaders.update(stored, notModified);

            assertThat(updated.all("etag")).isEqualTo(stored.all("etag"));
            assertThat(StoredHeaders.storable(StoredHeaders.storable(updated)))
                    .isEqualTo(StoredHeaders.storable(updated));
            StoredHeaders.isAbout(stored, notModified);
        }
    }

    @Test
    void tags_ofAnyHeaders_areNotEmpty() {
        for (int i = 0; i < 20_000; i++) {
            assertThat(CacheTags.of(headers())).allMatch(tag -> !tag.isEmpty());
        }
    }
}
