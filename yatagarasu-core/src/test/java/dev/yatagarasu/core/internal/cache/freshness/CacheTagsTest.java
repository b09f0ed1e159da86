package dev.yatagarasu.core.internal.cache.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.http.Headers;
import org.junit.jupiter.api.Test;

class CacheTagsTest {

    private static Headers tagged(String... fields) {
        Headers.Builder headers = Headers.builder();
        for (String field : fields) {
            headers.add("X-Amz-Meta-Cache-Tag", field);
        }
        return headers.build();
    }

    @Test
    void of_list_isDividedByCommasAndStripped() {
        assertThat(CacheTags.of(tagged(" a,b c ,, News ,a\t, "))).containsExactly("a", "b c", "News");
        assertThat(CacheTags.of(tagged("a", "b,a"))).containsExactly("a", "b");
    }

    @Test
    void of_nothing_isEmpty() {
        assertThat(CacheTags.of(Headers.of("cache-tag", "a", "x-amz-meta-tag", "b")))
                .isEmpty();
        assertThat(CacheTags.of(tagged("", " , "))).isEmpty();
    }

    @Test
    void of_tooManyOrTooLong_isBounded() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            many.append(i).append(',');
        }
        assertThat(CacheTags.of(tagged(many.toString()))).hasSize(100).startsWith("0", "1");
        assertThat(CacheTags.of(tagged("x".repeat(257) + ",kept," + "y".repeat(256))))
                .containsExactly("kept", "y".repeat(256));
    }
}
