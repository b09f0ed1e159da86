package dev.yatagarasu.core.internal.cache.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.http.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9111 section 5.2.2. */
class ResponseDirectivesTest {

    private static ResponseDirectives parse(String... cacheControl) {
        Headers.Builder headers = Headers.builder();
        for (String field : cacheControl) {
            headers.add("Cache-Control", field);
        }
        return ResponseDirectives.of(headers.build());
    }

    @Test
    void of_noField_saysNothing() {
        ResponseDirectives nothing = ResponseDirectives.of(Headers.of("pragma", "no-cache"));

        assertThat(nothing.forbidStoring()).isFalse();
        assertThat(nothing.requireValidation()).isFalse();
        assertThat(nothing.forbidStale()).isFalse();
        assertThat(nothing.lifetimeSeconds()).isEmpty();
        assertThat(nothing.staleWhileRevalidateSeconds()).isEmpty();
        assertThat(nothing.staleIfErrorSeconds()).isEmpty();
        assertThat(nothing.withheldFields()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "max-age=60 | 60",
                "s-maxage=30 | 30",
                "max-age=60, s-maxage=30 | 30",
                "s-maxage=30, max-age=60 | 30",
                "s-maxage=0, max-age=60 | 0",
                "public, max-age=60, must-revalidate | 60",
                "MaX-AgE=60 | 60",
                "max-age=\"60\" | 60",
                "max-age=0 | 0",
                "max-age=003600 | 3600",
                "max-age=60, max-age=10 | 60",
                "max-age=10, max-age=60 | 10",
                "max-age=soon, max-age=60 | 0",
                "extension=\"a, max-age=5, b\", max-age=60 | 60",
                "max-age=60, extension=\"max-age=5\" | 60",
                "extension=\"max-age=3600\", max-age=\"1\" | 1",
                "extension=\"a\\\", max-age=5, \", max-age=60 | 60",
                "extension=\"a\\\\\", max-age=60 | 60",
                ",, max-age=60 ,, | 60",
                "\tmax-age=60\t | 60"
            })
    void lifetimeSeconds_explicit_isTheFirstForSharedCaches(String cacheControl, long expected) {
        assertThat(parse(cacheControl).lifetimeSeconds()).hasValue(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "public",
                "x-max-age=5",
                "max-agee=5",
                "'max-age=5'",
                "\"max-age=5\"",
                "public; max-age=60",
                "immutable",
                "ext=max-age=5"
            })
    void lifetimeSeconds_notGiven_isEmpty(String cacheControl) {
        assertThat(parse(cacheControl).lifetimeSeconds()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "max-age",
                "max-age=",
                "max-age=abc",
                "max-age=a100",
                "max-age=100a",
                "max-age=-1",
                "max-age=1.5",
                "max-age=3600.0",
                "max-age=+60",
                "max-age=6 0",
                "max-age = 60",
                "max-age= 60",
                "max-age=0x10",
                "max-age=٦٠",
                "max-age='3600'",
                "max-age=\"\"",
                "max-age=\"",
                "max-age=\"\"60\"\"",
                "max-age=\"6\\0\"",
                "max-age=60s",
                "max-age=1e3",
                "s-maxage=soon, max-age=60"
            })
    void lifetimeSeconds_noNumber_isNone(String cacheControl) {
        assertThat(parse(cacheControl).lifetimeSeconds()).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2147483648",
                "2147483649",
                "9999999999",
                "9223372036854775808",
                "99999999999999999999999",
                "00000000002147483648"
            })
    void lifetimeSeconds_overflow_isTwoToThe31st(String seconds) {
        assertThat(parse("max-age=" + seconds).lifetimeSeconds()).hasValue(2_147_483_648L);
        assertThat(parse("max-age=2147483647").lifetimeSeconds()).hasValue(2_147_483_647);
    }

    @Test
    void of_severalFields_countTogether() {
        assertThat(parse("max-age=60", "no-store").forbidStoring()).isTrue();
        assertThat(parse("public", "max-age=60").lifetimeSeconds()).hasValue(60);
        assertThat(parse("max-age=60", "max-age=10").lifetimeSeconds()).hasValue(60);
        assertThat(parse("max-age=60", "").lifetimeSeconds()).hasValue(60);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no-store",
                "No-StOrE",
                "max-age=60, no-store",
                "no-store, s-maxage=60",
                "no-store=1",
                "no-store=\"x\"",
                "private",
                "max-age=60,private",
                "private=",
                "private=\"\"",
                "private=\" , \"",
                "private=\"set cookie\"",
                "private=\"a\", private",
                "ext=\"open, no-store, max-age=60",
                "max-age=60, ext=\"",
                "ext=\"a\\\""
            })
    void forbidStoring_notForSharedCachesOrUnreadable_isTrue(String cacheControl) {
        assertThat(parse(cacheControl).forbidStoring()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "public",
                "no-cache",
                "must-revalidate",
                "private=\"set-cookie\"",
                "private=set-cookie",
                "ext=\"no-store\"",
                "ext=\"a, no-store, b\"",
                "xno-store",
                "no-store, must-understand",
                "must-understand, NO-STORE"
            })
    void forbidStoring_notForbidden_isFalse(String cacheControl) {
        assertThat(parse(cacheControl).forbidStoring()).isFalse();
    }

    @Test
    void forbidStoring_mustUnderstand_takesBackOnlyNoStore() {
        assertThat(parse("must-understand, no-store, private").forbidStoring()).isTrue();
        assertThat(parse("must-understand, ext=\"").forbidStoring()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "no-cache | true",
                "NO-CACHE, max-age=60 | true",
                "no-cache =x | false",
                "no-cache=\"x, y\" | false",
                "no-cache=\"x y\" | true",
                "no-cache=\"\" | true",
                "no-cache=\"x\", no-cache | true",
                "ext=\"no-cache\" | false",
                "max-age=0 | false"
            })
    void requireValidation_onlyWithoutFieldNames_isTrue(String cacheControl, boolean expected) {
        assertThat(parse(cacheControl).requireValidation()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "must-revalidate | true",
                "Proxy-Revalidate | true",
                "s-maxage=2 | true",
                "no-cache | true",
                "max-age=2 | false",
                "no-cache=\"a\" | false",
                "stale-if-error=60 | false"
            })
    void forbidStale_perDirective_isAsTheRfcSays(String cacheControl, boolean expected) {
        assertThat(parse(cacheControl).forbidStale()).isEqualTo(expected);
    }

    @Test
    void staleSeconds_given_areRead() {
        ResponseDirectives both = parse("stale-while-revalidate=30, stale-if-error=\"600\"");

        assertThat(both.staleWhileRevalidateSeconds()).hasValue(30);
        assertThat(both.staleIfErrorSeconds()).hasValue(600);
        assertThat(parse("stale-if-error").staleIfErrorSeconds()).hasValue(0);
        assertThat(parse("stale-while-revalidate=x").staleWhileRevalidateSeconds())
                .hasValue(0);
    }

    @Test
    void withheldFields_named_areThoseOfAllLists() {
        assertThat(parse("private=\"Set-Cookie, X-User\", no-cache=a, no-cache=\"b,,c\"")
                        .withheldFields())
                .containsExactly("a", "b", "c", "set-cookie", "x-user");
        assertThat(parse("ext=\"x\", private, no-cache=\"not a name\"").withheldFields())
                .isEmpty();
    }
}
