package dev.yatagarasu.core.internal.cache.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.http.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9111 sections 3.1, 3.2 and 4.3.4. */
class StoredHeadersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection",
                "Keep-Alive",
                "Proxy-Authenticate",
                "Proxy-Authentication-Info",
                "Proxy-Authorization",
                "Proxy-Connection",
                "TE",
                "Trailer",
                "Transfer-Encoding",
                "Upgrade",
                "HTTP2-Settings",
                "Set-Cookie",
                "Age"
            })
    void storable_connectionAndProxyFieldsAndCookies_areLeftOut(String name) {
        assertThat(StoredHeaders.storable(Headers.of(name, "x", "etag", "\"v\"")))
                .isEqualTo(Headers.of("etag", "\"v\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Test-Header",
                "X-Test-Header",
                "Content-Foo",
                "Cache-Control",
                "Content-Disposition",
                "Content-Encoding",
                "Content-Language",
                "Content-Location",
                "Content-MD5",
                "Content-Security-Policy",
                "Content-Type",
                "Clear-Site-Data",
                "Date",
                "ETag",
                "Expires",
                "Last-Modified",
                "Public-Key-Pins",
                "Set-Cookie2",
                "Vary",
                "X-Amz-Meta-Color",
                "X-Frame-Options"
            })
    void storable_otherFields_areKeptVerbatim(String name) {
        Headers one = Headers.of(name, "x,  Y");

        assertThat(StoredHeaders.storable(one)).isEqualTo(one);
    }

    @Test
    void storable_namedInConnection_areLeftOut() {
        Headers received =
                Headers.of("connection", "A, b ,,close", "a", "1", "b", "2", "c", "3", "connection", "d", "d", "4");

        assertThat(StoredHeaders.storable(received)).isEqualTo(Headers.of("c", "3"));
    }

    @Test
    void storable_namedByQualifiedDirectives_areLeftOut() {
        Headers received = Headers.of(
                "cache-control", "private=\"a, B\", no-cache=c, max-age=9", "a", "1", "b", "2", "c", "3", "d", "4");

        assertThat(StoredHeaders.storable(received).toString()).isEqualTo("[cache-control, d]");
    }

    @Test
    void storable_repeatedFields_keepTheirOrder() {
        Headers received = Headers.of("x", "1", "te", "t", "y", "2", "x", "3");

        assertThat(StoredHeaders.storable(received)).isEqualTo(Headers.of("x", "1", "y", "2", "x", "3"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Test-Header",
                "Cache-Control",
                "Content-Disposition",
                "Content-Location",
                "Content-Security-Policy",
                "Content-Type",
                "Clear-Site-Data",
                "Date",
                "Expires",
                "Last-Modified",
                "Set-Cookie2",
                "Vary",
                "X-Amz-Meta-Cache-Tag"
            })
    void update_fieldsOf304_replaceTheStored(String name) {
        Headers stored = Headers.of("other", "o", name, "old", name, "older");

        assertThat(StoredHeaders.update(stored, Headers.of(name, "new")))
                .isEqualTo(Headers.of("other", "o", name, "new"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Encoding",
                "Content-Length",
                "Content-MD5",
                "Content-Range",
                "Content-Digest",
                "Repr-Digest",
                "Digest",
                "ETag",
                "X-Amz-Checksum-CRC32"
            })
    void update_fieldsOfTheBytes_stayAsStored(String name) {
        Headers stored = Headers.of(name, "old");

        assertThat(StoredHeaders.update(stored, Headers.of(name, "new"))).isEqualTo(stored);
        assertThat(StoredHeaders.update(Headers.empty(), Headers.of(name, "new")))
                .isEqualTo(Headers.empty());
    }

    @Test
    void update_omittedBy304_stayAsStored() {
        Headers stored = Headers.of("test-header", "a", "etag", "\"v\"", "content-type", "text/plain");

        assertThat(StoredHeaders.update(stored, Headers.empty())).isEqualTo(stored);
    }

    @Test
    void update_ageAndDate_areNeverThoseOfTheEarlierResponse() {
        Headers stored = Headers.of("date", "Sat, 01 Mar 2025 12:00:00 GMT", "age", "9", "x", "1");

        assertThat(StoredHeaders.update(stored, Headers.empty())).isEqualTo(Headers.of("x", "1"));
        assertThat(StoredHeaders.update(stored, Headers.of("age", "3")).firstOr("age", ""))
                .isEqualTo("3");
    }

    @Test
    void update_namedInConnectionOfThe304_changeNothing() {
        Headers stored = Headers.of("a", "old", "b", "old");

        assertThat(StoredHeaders.update(stored, Headers.of("connection", "A", "a", "new", "b", "new")))
                .isEqualTo(Headers.of("a", "old", "b", "new"));
    }

    @Test
    void isAbout_sameOrNoTag_isTrue() {
        Headers stored = Headers.of("etag", "\"v\"");

        assertThat(StoredHeaders.isAbout(stored, Headers.empty())).isTrue();
        assertThat(StoredHeaders.isAbout(stored, stored)).isTrue();
        assertThat(StoredHeaders.isAbout(stored, Headers.of("etag", "W/\"v\""))).isTrue();
        assertThat(StoredHeaders.isAbout(stored, Headers.of("etag", "\"w\""))).isFalse();
        assertThat(StoredHeaders.isAbout(Headers.empty(), Headers.of("etag", "\"w\"")))
                .isFalse();
    }
}
