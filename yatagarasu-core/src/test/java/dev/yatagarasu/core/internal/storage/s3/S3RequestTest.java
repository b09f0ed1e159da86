package dev.yatagarasu.core.internal.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.api.storage.ByteRange;
import dev.yatagarasu.api.storage.Preconditions;
import dev.yatagarasu.api.storage.StorageRequest;
import dev.yatagarasu.api.storage.StorageResponse;
import dev.yatagarasu.core.config.S3Config;
import dev.yatagarasu.testkit.OriginObject;
import dev.yatagarasu.testkit.OriginRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What goes out to storage, as the origin saw it. */
class S3RequestTest extends OriginTest {

    @Test
    void get_plain_sendsTheAllowedHeadersOnly() throws IOException {
        assertThat(text(storage().get(whole()))).isEqualTo("0123456789");
        assertThat(names(origin.lastRequest().headers()))
                .containsExactlyInAnyOrder(
                        "host", "x-amz-content-sha256", "x-amz-date", "authorization", "user-agent", "accept-encoding");
        assertThat(origin.lastRequest().headers().first("user-agent")).contains("yatagarasu");
        assertThat(origin.lastRequest().headers().first("accept-encoding")).contains("identity");
        assertThat(origin.lastRequest().headers().first("host")).contains("127.0.0.1:" + origin.port());
    }

    @Test
    void get_checksumsWanted_asksForThemOnWholeObjectsAndSignsThat() throws IOException {
        S3Config config = configFor(origin).build();
        S3Storage storage = keep(S3Storage.openWithChecksums(config, context(Clock.systemUTC())));
        assertThat(text(storage.get(whole()))).isEqualTo("0123456789");
        assertChecksumMode(Optional.of("ENABLED"));
        storage.head(whole()).close();
        assertChecksumMode(Optional.of("ENABLED"));
        assertThat(text(storage.get(ranged(KEY, new ByteRange.Span(0, 1))))).isEqualTo("01");
        assertChecksumMode(Optional.empty());
    }

    private void assertChecksumMode(Optional<String> mode) {
        Headers sent = origin.lastRequest().headers();
        assertThat(sent.first("x-amz-checksum-mode")).isEqualTo(mode);
        assertThat(sent.firstOr("authorization", "").contains("x-amz-checksum-mode"))
                .isEqualTo(mode.isPresent());
    }

    @Test
    void get_rangeAndConditions_sendsThemSignedInOneCall() {
        String date = "Thu, 01 Jan 2026 00:00:00 GMT";
        Preconditions all =
                new Preconditions(Optional.of("*"), Optional.of(date), Optional.of("\"x\""), Optional.of(date));
        storage()
                .get(new StorageRequest(KEY, Optional.of(new ByteRange.Suffix(3)), all))
                .close();
        OriginRequest sent = origin.lastRequest();
        assertThat(sent.headers().first("range")).contains("bytes=-3");
        assertThat(sent.headers().first("if-match")).contains("*");
        assertThat(sent.headers().first("if-unmodified-since")).contains(date);
        assertThat(sent.headers().first("if-none-match")).contains("\"x\"");
        assertThat(sent.headers().first("if-modified-since")).contains(date);
        assertThat(sent.headers().firstOr("authorization", ""))
                .contains("SignedHeaders=host;if-match;if-modified-since;if-none-match;if-unmodified-since;range;"
                        + "x-amz-content-sha256;x-amz-date,");
        assertThat(origin.requests()).hasSize(1);
    }

    @Test
    void get_conditionThatCannotStandInAField_isLeftToTheEngine() throws IOException {
        S3Storage storage = storage();
        for (String value : List.of("\"a\"\r\nx-amz-acl: public", "\"é\"", "\"\u0000\"")) {
            Preconditions condition =
                    new Preconditions(Optional.empty(), Optional.empty(), Optional.of(value), Optional.empty());
            assertThat(text(storage.get(new StorageRequest(KEY, Optional.empty(), condition))))
                    .isEqualTo("0123456789");
            assertThat(origin.lastRequest().headers().contains("if-none-match")).isFalse();
        }
    }

    @Test
    void get_conditionWithRunsOfBlanks_isSignedAsStorageReadsIt() throws IOException {
        Preconditions condition =
                new Preconditions(Optional.empty(), Optional.empty(), Optional.of("\"a   b\","), Optional.empty());
        assertThat(text(storage().get(new StorageRequest(KEY, Optional.empty(), condition))))
                .isEqualTo("0123456789");
    }

    @Test
    void head_object_costsOneCallWithoutRange() {
        StorageResponse answer = storage().head(ranged(KEY, new ByteRange.Span(1, 2)));
        assertThat(((StorageResponse.Whole) answer).size()).isEqualTo(10);
        assertThat(origin.requests()).hasSize(1);
        assertThat(origin.lastRequest().method()).isEqualTo("HEAD");
        assertThat(origin.lastRequest().headers().contains("range")).isFalse();
    }

    @Test
    void get_keyWithSlashesAndDots_goesOutByteForByte() throws IOException {
        origin.put(BUCKET, "//a//../b?c#d%2F", OriginObject.of(CONTENT, "text/plain"));
        assertThat(text(storage().get(StorageRequest.whole("//a//../b?c#d%2F"))))
                .isEqualTo("0123456789");
        assertThat(origin.lastRequest().target()).isEqualTo("/bucket///a//../b%3Fc%23d%252F");
    }

    @Test
    void get_keyThatIsNoText_isNotFoundWithoutACall() {
        assertThat(storage().get(StorageRequest.whole("half\uD83E"))).isEqualTo(new StorageResponse.NotFound());
        assertThat(origin.requests()).isEmpty();
    }

    private static List<String> names(Headers headers) {
        List<String> names = new ArrayList<>();
        headers.forEach((name, value) -> names.add(name));
        return names;
    }
}
