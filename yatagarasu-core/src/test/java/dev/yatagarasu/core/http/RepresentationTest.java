package dev.yatagarasu.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.api.storage.ByteRange.Span;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepresentationTest {
    private static final ClientView WITH_METADATA = new ClientView(true, false);

    private static final Headers FROM_STORAGE = Headers.of(
            "content-type", "text/plain",
            "content-encoding", "gzip",
            "content-disposition", "attachment",
            "cache-control", "max-age=60",
            "etag", "\"v1\"",
            "last-modified", "Sun, 06 Nov 1994 08:49:37 GMT",
            "expires", "0",
            "vary", "accept",
            "content-location", "/x",
            "content-md5", "md5",
            "x-amz-meta-color", "red",
            "x-amz-version-id", "7",
            "x-amz-storage-class", "GLACIER",
            "x-amz-checksum-sha256", "sum",
            "x-amz-request-id", "internal");

    private static List<String> names(FixedHeaders fields) {
        List<String> names = new ArrayList<>();
        fields.headers().forEach((name, value) -> names.add(name));
        return names;
    }

    @Test
    void whole_allRepresentationHeaders_areKeptVerbatim() {
        FixedHeaders whole =
                Representation.of(FROM_STORAGE, 10, ClientView.PLAIN).whole();

        assertThat(names(whole))
                .containsExactlyInAnyOrder(
                        "content-type",
                        "content-encoding",
                        "content-disposition",
                        "cache-control",
                        "etag",
                        "last-modified",
                        "expires",
                        "vary",
                        "content-md5",
                        "accept-ranges",
                        "content-length");
        assertThat(whole.headers().first("etag")).contains("\"v1\"");
        assertThat(whole.headers().first("content-length")).contains("10");
        assertThat(whole.headers().first("accept-ranges")).contains("bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x-goog-hash",
                "x-goog-generation",
                "x-minio-deployment-id",
                "x-rgw-object-type",
                "x-oss-object-type",
                "x-obs-request-id",
                "x-cos-hash-crc64ecma",
                "cf-ray",
                "nel",
                "report-to",
                "location",
                "content-location",
                "refresh",
                "clear-site-data",
                "set-cookie",
                "server",
                "link",
                "surrogate-control",
                "cdn-cache-control",
                "alt-svc",
                "cache-tag",
                "x-whatever"
            })
    void of_fieldThatDescribesNoObject_isNeverPassedOn(String name) {
        for (ClientView view : new ClientView[] {ClientView.PLAIN, WITH_METADATA}) {
            Headers fromStorage = Headers.of(name, "planted", "etag", "\"v1\"");

            assertThat(names(Representation.of(fromStorage, 10, view).whole())).doesNotContain(name);
            assertThat(names(Representation.unsized(fromStorage, view))).containsExactly("etag");
            assertThat(names(Representation.notModified(fromStorage, view))).containsExactly("etag");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x-amz-meta-a",
                "x-goog-meta-a",
                "x-ms-meta-a",
                "x-oss-meta-a",
                "x-obs-meta-a",
                "x-cos-meta-a",
                "x-bz-info-a",
                "x-object-meta-a"
            })
    void of_metadataOfAVendor_isPassedOnOnlyWhereItIsExposed(String name) {
        Headers fromStorage = Headers.of(name, "red");

        assertThat(Representation.of(fromStorage, 10, WITH_METADATA).headers().first(name))
                .contains("red");
        assertThat(Representation.of(fromStorage, 10, ClientView.PLAIN)
                        .headers()
                        .contains(name))
                .isFalse();
    }

    @Test
    void of_moreMetadataThanAHeadHolds_leavesOutWhatDoesNotFitAndSaysHowMuch() {
        Headers.Builder fields = Headers.builder().add("x-amz-meta-large", "m".repeat(9000));
        for (int i = 0; i < 10; i++) {
            fields.add("x-amz-meta-" + i, "m".repeat(1000));
        }
        fields.add("content-type", "text/plain").add("x-amz-missing-meta", "2");

        Headers shown = Representation.of(fields.build(), 10, WITH_METADATA).headers();

        assertThat(shown.contains("x-amz-meta-large")).isFalse();
        assertThat(shown.contains("x-amz-meta-7")).isTrue();
        assertThat(shown.contains("x-amz-meta-8")).isFalse();
        assertThat(shown.first("x-amz-missing-meta")).contains("5");
        assertThat(shown.first("content-type")).contains("text/plain");
        assertThat(Representation.of(fields.build(), 10, ClientView.PLAIN)
                        .headers()
                        .contains("x-amz-missing-meta"))
                .isFalse();
    }

    @Test
    void whole_exposedMetadata_isWhatDescribesTheObject() {
        assertThat(names(Representation.of(FROM_STORAGE, 10, WITH_METADATA).whole()))
                .contains("x-amz-meta-color", "x-amz-version-id", "x-amz-storage-class", "x-amz-checksum-sha256")
                .doesNotContain("x-amz-request-id");
    }

    @Test
    void part_ofAWholeWithChecksums_carriesNone() {
        FixedHeaders part = Representation.of(FROM_STORAGE, 10, WITH_METADATA).part(new Span(2, 5));

        assertThat(names(part))
                .contains("x-amz-meta-color", "etag", "content-type", "accept-ranges")
                .doesNotContain("x-amz-checksum-sha256", "content-md5");
        assertThat(part.headers().all("content-range")).containsExactly("bytes 2-5/10");
        assertThat(part.headers().all("content-length")).containsExactly("4");
    }

    @Test
    void parts_severalRanges_areMultipartWithoutContentRange() {
        FixedHeaders parts = Representation.of(FROM_STORAGE, 10, WITH_METADATA).parts("frame", 321);

        assertThat(parts.headers().all("content-type")).containsExactly("multipart/byteranges; boundary=frame");
        assertThat(parts.headers().all("content-length")).containsExactly("321");
        assertThat(names(parts)).doesNotContain("content-range", "x-amz-checksum-sha256", "content-md5");
    }

    @Test
    void notModified_fields_areThoseThatA304MustHave() {
        assertThat(names(Representation.of(FROM_STORAGE, 10, WITH_METADATA).notModified()))
                .containsExactlyInAnyOrder("cache-control", "etag", "expires", "last-modified", "vary");
        assertThat(names(Representation.notModified(FROM_STORAGE, ClientView.PLAIN)))
                .isEqualTo(
                        names(Representation.of(FROM_STORAGE, 10, WITH_METADATA).notModified()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "content-length",
                "content-range",
                "accept-ranges",
                "age",
                "connection",
                "keep-alive",
                "te",
                "trailer",
                "transfer-encoding",
                "upgrade",
                "proxy-connection",
                "x-cache",
                "x-request-id",
                "access-control-allow-origin",
                "access-control-allow-credentials"
            })
    void of_fieldThatABackendMustNotSet_isDropped(String name) {
        Representation object = Representation.of(Headers.of(name, "planted"), 10, WITH_METADATA);

        assertThat(object.headers().contains(name)).isFalse();
        assertThat(object.whole().headers().all(name)).doesNotContain("planted");
        assertThat(object.part(new Span(0, 1)).headers().all(name)).doesNotContain("planted");
    }

    @Test
    void size_beyondAnInt_isKept() {
        Representation object = Representation.of(Headers.empty(), 5_000_000_000L, ClientView.PLAIN);

        assertThat(object.size()).isEqualTo(5_000_000_000L);
        assertThat(object.contentRange(new Span(4_999_999_999L, 4_999_999_999L)))
                .isEqualTo("bytes 4999999999-4999999999/5000000000");
    }

    @Test
    void encoded_ofFixedHeaders_isMadeOncePerForm() {
        FixedHeaders fields = new FixedHeaders(Headers.of("a", "b"));

        StringBuilder first = fields.encoded(StringBuilder.class, headers -> new StringBuilder("made"));
        StringBuilder second = fields.encoded(StringBuilder.class, headers -> new StringBuilder("made again"));
        String other = fields.encoded(String.class, headers -> "another form");

        assertThat(second).isSameAs(first);
        assertThat(other).isEqualTo("another form");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "-                                          | private",
                "public, max-age=60                         | private, max-age=60",
                "Max-Age=\"60\", S-MaxAge=600, immutable     | private, max-age=60, immutable",
                "no-store                                   | private, no-store",
                "private=\"a, max-age=5\", must-revalidate   | private, must-revalidate",
                "no-cache=\"set-cookie\"                     | private, no-cache",
                "stale-while-revalidate=5, x-own, max-age    | private, stale-while-revalidate=5"
            })
    void of_bucketThatIsNotPublic_onlyTheReadersOwnCacheMayKeepIt(String fromStorage, String expected) {
        Headers headers = fromStorage == null ? Headers.empty() : Headers.of("cache-control", fromStorage);

        Representation object = Representation.of(headers, 10, new ClientView(false, true));

        assertThat(object.whole().headers().all("cache-control")).containsExactly(expected);
        assertThat(object.part(new Span(2, 5)).headers().all("cache-control")).containsExactly(expected);
        assertThat(object.notModified().headers().all("cache-control")).containsExactly(expected);
        assertThat(Representation.notModified(headers, new ClientView(false, true))
                        .headers()
                        .all("cache-control"))
                .containsExactly(expected);
    }
}
