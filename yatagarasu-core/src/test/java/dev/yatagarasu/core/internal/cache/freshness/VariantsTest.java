package dev.yatagarasu.core.internal.cache.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.http.Headers;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9111 section 4.1. */
class VariantsTest {
    private static final List<String> FOO = List.of("foo");

    private static String variant(String... request) {
        return Variants.variantOf(FOO, Headers.of(request));
    }

    @Test
    void fields_ofVary_areSortedLowerCaseAndEachOnce() {
        Set<String> sent = Set.of("foo", "bar", "baz");

        assertThat(Variants.fields(Headers.of("vary", "Foo, bar,,", "vary", "FOO , Baz"), sent))
                .containsExactly("bar", "baz", "foo");
        assertThat(Variants.fields(Headers.empty(), sent)).isEmpty();
        assertThat(Variants.fields(Headers.of("vary", " , "), sent)).isEmpty();
    }

    @Test
    void fields_neverSentToStorage_doNotDivideTheCache() {
        assertThat(Variants.fields(Headers.of("vary", "Origin, Accept-Encoding", "vary", "User-Agent"), Set.of()))
                .isEmpty();
        assertThat(Variants.fields(Headers.of("vary", "Origin", "vary", "Accept-Language"), Set.of("accept-language")))
                .containsExactly("accept-language");
    }

    @Test
    void variantOf_noFields_isEmpty() {
        assertThat(Variants.variantOf(List.of(), Headers.of("foo", "1"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"1, 2 | 1,2", " 1 | 1", "1 ,2 | 1 , 2", "a;q=1, b | a;q=1,b", "\"x , y\" ,z | \"x , y\",z"})
    void variantOf_onlyWhiteSpaceDiffers_isTheSame(String one, String other) {
        assertThat(variant("foo", one)).isEqualTo(variant("foo", other));
    }

    @Test
    void variantOf_severalFieldsOfOneName_areOneList() {
        assertThat(variant("foo", "1", "foo", "2")).isEqualTo(variant("foo", "1, 2"));
        assertThat(variant("foo", "2", "foo", "1")).isNotEqualTo(variant("foo", "1, 2"));
    }

    @Test
    void variantOf_otherFields_doNotCount() {
        assertThat(variant("foo", "1", "other", "2")).isEqualTo(variant("foo", "1", "other", "3"));
    }

    @Test
    void variantOf_differentRequests_differ() {
        List<String> fields = List.of("bar", "foo");
        String longValue = "x".repeat(5_000);
        List<Headers> requests = List.of(
                Headers.empty(),
                Headers.of("foo", ""),
                Headers.of("bar", ""),
                Headers.of("foo", "", "bar", ""),
                Headers.of("foo", "1"),
                Headers.of("bar", "1"),
                Headers.of("foo", "1;bar=1:1"),
                Headers.of("foo", "1;"),
                Headers.of("foo", "1", "bar", "1"),
                Headers.of("bar", "1;foo=1:1"),
                Headers.of("foo", "A"),
                Headers.of("foo", "a"),
                Headers.of("foo", "\"x,y\""),
                Headers.of("foo", "\"x, y\""),
                Headers.of("foo", "é"),
                Headers.of("foo", "è"),
                Headers.of("foo", "\ud800"),
                Headers.of("foo", "\ud801"),
                Headers.of("foo", longValue),
                Headers.of("foo", longValue + "y"),
                Headers.of("bar", longValue));

        Stream<String> variants = requests.stream().map(request -> Variants.variantOf(fields, request));

        assertThat(variants).doesNotHaveDuplicates().allMatch(variant -> variant.length() <= 200);
    }

    @Test
    void variantOf_hostileValues_makePlainShortKeys() {
        assertThat(variant("foo", "a\r\n../\0é")).matches("sha256:[0-9a-f]{64}");
        assertThat(variant("foo", "x".repeat(1_000_000))).matches("sha256:[0-9a-f]{64}");
        assertThat(variant("foo", "gzip, br")).isEqualTo("foo=7:gzip,br;");
        assertThat(variant()).isEqualTo("foo;");
    }
}
