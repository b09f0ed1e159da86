package dev.yatagarasu.core.internal.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.api.storage.ByteRange;
import dev.yatagarasu.api.storage.Preconditions;
import dev.yatagarasu.api.storage.StorageException;
import dev.yatagarasu.api.storage.StorageException.Kind;
import dev.yatagarasu.api.storage.StorageRequest;
import dev.yatagarasu.api.storage.StorageResponse;
import dev.yatagarasu.testkit.OriginFault;
import dev.yatagarasu.testkit.OriginObject;
import dev.yatagarasu.testkit.VerifyingOrigin;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How answers of storage are read. */
class S3ReplyTest extends OriginTest {

    @Test
    void get_object_passesRepresentationHeadersVerbatim() throws IOException {
        OriginObject object = OriginObject.of(CONTENT, "text/html; charset=utf-8")
                .with("Content-Encoding", "gzip")
                .with("Content-Disposition", "attachment; filename=\"x y.txt\"")
                .with("Content-Language", "de")
                .with("Cache-Control", "max-age=60")
                .with("Expires", "0")
                .with("Vary", "origin")
                .with("x-amz-meta-Owner", "me")
                .with("x-amz-version-id", "v1")
                .with("x-amz-storage-class", "STANDARD_IA")
                .with("x-amz-checksum-sha256", "abc=");
        origin.put(BUCKET, "full", object);
        Headers headers = headersOf("full");
        object.headers()
                .forEach((name, value) ->
                        assertThat(headers.first(name)).as(name).contains(value));
        assertThat(headers.first("etag")).contains(object.etag());
        assertThat(headers.first("last-modified")).contains("Thu, 1 Jan 2026 00:00:00 GMT");
    }

    @Test
    void get_object_dropsWhatIsNotAboutTheObject() throws IOException {
        origin.put(
                BUCKET,
                "noisy",
                OriginObject.of(CONTENT, "text/plain")
                        .with("Set-Cookie", "a=b")
                        .with("Connection", "keep-alive")
                        .with("Keep-Alive", "timeout=5")
                        .with("Via", "1.1 x")
                        .with("x-amz-server-side-encryption", "aws:kms")
                        .with("x-amz-expiration", "never"));
        Headers headers = headersOf("noisy");
        assertThat(headers).isEqualTo(headersOf(KEY));
        assertThat(headers.toString()).isEqualTo("[etag, last-modified, content-type]");
    }

    @Test
    void get_object_dropsWhatConnectionNames() throws IOException {
        origin.put(
                BUCKET,
                "hops",
                OriginObject.of(CONTENT, "text/plain")
                        .with("Connection", "keep-alive, A ,,b")
                        .with("a", "1")
                        .with("b", "2")
                        .with("c", "3"));
        Headers headers = headersOf("hops");
        assertThat(headers.contains("a") || headers.contains("b")).isFalse();
        assertThat(headers.first("c")).contains("3");
    }

    @Test
    void get_object_tellsWhenStorageMadeTheAnswer() throws IOException {
        String date = "Thu, 01 Jan 2026 00:00:00 GMT";
        origin.put(BUCKET, "dated", OriginObject.of(CONTENT, "text/plain").with("Date", date));
        assertThat(headersOf("dated").first("date")).contains(date);
    }

    private Headers headersOf(String key) throws IOException {
        S3Storage storage = keep(S3Storage.openWithChecksums(configFor(origin).build(), context(Clock.systemUTC())));
        StorageResponse response = storage.get(StorageRequest.whole(key));
        assertThat(text(response)).isEqualTo("0123456789");
        return ((StorageResponse.Whole) response).headers();
    }

    /** They may be of these bytes alone, and were shown as those of the whole. */
    @Test
    void get_rangeWithChecksums_hasNoneOfTheWhole() throws IOException {
        origin.next(OriginFault.rawThenOpen("HTTP/1.1 206 Part\r\nContent-Length: 2\r\nContent-Range: bytes 0-1/10\r\n"
                + "ETag: \"v\"\r\nx-amz-checksum-crc32: part\r\nContent-MD5: part\r\nContent-Digest: part\r\n\r\n01"));

        StorageResponse part = storage().get(ranged(KEY, new ByteRange.Span(0, 1)));

        assertThat(text(part)).isEqualTo("01");
        assertThat(((StorageResponse.Partial) part).headers()).isEqualTo(Headers.of("etag", "\"v\""));
    }

    @Test
    void get_rangeAnsweredInWhole_isWhole() throws IOException {
        origin.next(OriginFault.rawThenOpen("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n0123456789"));
        StorageResponse response = storage().get(ranged(KEY, new ByteRange.Span(2, 3)));
        assertThat(response).isInstanceOf(StorageResponse.Whole.class);
        assertThat(text(response)).isEqualTo("0123456789");
    }

    @ParameterizedTest
    @CsvSource({"abc-1, '\"abc-1\"'", "'\"v\"', '\"v\"'", "'W/\"v\"', 'W/\"v\"'", "a b, a b", "'', ''"})
    void get_etagWithoutQuotes_getsThem(String sent, String seen) throws IOException {
        origin.next(OriginFault.rawThenOpen(
                "HTTP/1.1 200 OK\r\nETag: " + sent + "\r\nContent-Length: 10\r\n\r\n0123456789"));
        StorageResponse.Whole response = (StorageResponse.Whole) storage().get(whole());
        assertThat(text(response)).isEqualTo("0123456789");
        assertThat(response.headers().first("etag")).contains(seen);
    }

    @Test
    void get_contentRangeWithoutASize_isTakenWithTheSizeInTheHead() throws IOException {
        for (ByteRange asked :
                List.of(new ByteRange.Suffix(5), new ByteRange.Span(5, Long.MAX_VALUE), new ByteRange.Span(5, 9))) {
            origin.next(part("5-9", "56789"));
            StorageResponse.Partial response =
                    (StorageResponse.Partial) storage().get(ranged(KEY, asked));
            assertThat(text(response)).isEqualTo("56789");
            assertThat(response.size()).isEqualTo(10);
            assertThat(response.span()).isEqualTo(new ByteRange.Span(5, 9));
        }
    }

    /** It was taken for all that there is, and kept so. */
    @Test
    void get_fewerBytesThanAskedForWithoutASize_areNotTheWholeObject() {
        for (ByteRange asked : List.of(new ByteRange.Span(0, 262_143), new ByteRange.Span(0, Long.MAX_VALUE))) {
            origin.next(part("0-4", "01234"));
            StorageException failure = failure(() -> storage().get(ranged(KEY, asked)));
            assertThat(failure).hasMessageContaining("the range sent is not the one asked for");
        }
    }

    @Test
    void get_contentRangeWithoutASizeOfAnotherObject_isBroken() {
        origin.next(OriginFault.rawThenOpen("HTTP/1.1 206 Partial Content\r\nETag: \"other\"\r\n"
                + "Content-Range: bytes 5-9/*\r\nContent-Length: 5\r\n\r\n56789"));
        StorageException failure = failure(() -> storage().get(ranged(KEY, new ByteRange.Span(5, 9))));
        assertThat(failure).hasMessageContaining("nothing says how large the object is");
    }

    private static OriginFault part(String span, String bytes) {
        return OriginFault.rawThenOpen("HTTP/1.1 206 Partial Content\r\nETag: "
                + OriginObject.of(CONTENT, "text/plain").etag() + "\r\nContent-Range: bytes " + span
                + "/*\r\nContent-Length: 5\r\n\r\n" + bytes);
    }

    @Test
    void get_notModifiedThatNamesALength_hasNoBodyToWaitFor() throws IOException {
        origin.next(OriginFault.rawThenOpen("HTTP/1.1 304 Not Modified\r\nETag: \"v\"\r\nContent-Length: 10\r\n\r\n"));
        S3Storage storage = storage();
        StorageResponse same = storage.get(conditional(noneMatch("\"v\"")));
        assertThat(((StorageResponse.NotModified) same).headers()).isEqualTo(Headers.of("etag", "\"v\""));
        assertThat(text(storage.get(StorageRequest.whole(KEY)))).isEqualTo("0123456789");
    }

    @Test
    void get_conditions_areAnsweredByStorage() {
        String etag = OriginObject.of(CONTENT, "text/plain").etag();
        S3Storage storage = storage();
        StorageResponse same = storage.get(conditional(noneMatch(etag)));
        assertThat(same).isInstanceOf(StorageResponse.NotModified.class);
        assertThat(((StorageResponse.NotModified) same).headers().first("etag")).contains(etag);
        assertThat(storage.get(conditional(Preconditions.ifMatch("\"other\""))))
                .isEqualTo(new StorageResponse.PreconditionFailed());
        assertThat(storage.head(conditional(Preconditions.ifMatch("\"other\""))))
                .isEqualTo(new StorageResponse.PreconditionFailed());
        assertThat(origin.acceptedConnections()).isEqualTo(1);
    }

    private static Preconditions noneMatch(String etag) {
        return new Preconditions(Optional.empty(), Optional.empty(), Optional.of(etag), Optional.empty());
    }

    private static StorageRequest conditional(Preconditions preconditions) {
        return new StorageRequest(KEY, Optional.empty(), preconditions);
    }

    @Test
    void get_unsatisfiableRange_tellsTheSize() {
        S3Storage storage = storage();
        ByteRange behind = new ByteRange.Span(10, Long.MAX_VALUE);
        assertThat(storage.get(ranged(KEY, behind)))
                .isEqualTo(new StorageResponse.RangeNotSatisfiable(OptionalLong.of(10)));
        origin.next(OriginFault.rawThenOpen(
                "HTTP/1.1 416 Range\r\nContent-Range: bytes */77\r\nContent-Length: 0\r\n\r\n"));
        assertThat(storage.get(ranged(KEY, behind)))
                .isEqualTo(new StorageResponse.RangeNotSatisfiable(OptionalLong.of(77)));
        origin.next(OriginFault.error(416, "InvalidRange"));
        assertThat(storage.get(ranged(KEY, behind)))
                .isEqualTo(new StorageResponse.RangeNotSatisfiable(OptionalLong.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "400, AuthorizationHeaderMalformed, REFUSED, region",
        "400, InvalidRequest, REFUSED, path_style",
        "401, , REFUSED, s3:GetObject",
        "403, AccessDenied, REFUSED, s3:ListBucket",
        "403, SignatureDoesNotMatch, REFUSED, secret_key",
        "403, InvalidAccessKeyId, REFUSED, access_key",
        "403, ExpiredToken, REFUSED, session_token",
        "403, RequestTimeTooSkewed, REFUSED, clock",
        "403, InvalidObjectState, REFUSED, restore",
        "404, NoSuchBucket, REFUSED, s3.bucket",
        "409, OperationAborted, REFUSED, OperationAborted",
        "429, SlowDown, UNAVAILABLE, overloaded",
        "500, InternalError, BROKEN, InternalError",
        "502, , BROKEN, 502",
        "503, SlowDown, UNAVAILABLE, overloaded",
        "204, , BROKEN, 204",
    })
    void get_errorOfStorage_saysWhatToDo(int status, String code, Kind kind, String advice) {
        S3Storage storage = storage();
        assertFailure(storage, OriginFault.error(status, code == null ? "" : code), kind, advice, "" + status);
        assertThat(storage.pool().leased()).isZero();
    }

    @Test
    void get_goneAtStorage_isMissing() {
        S3Storage storage = storage();
        origin.next(OriginFault.error(410, ""), OriginFault.error(410, "NoSuchKey"), OriginFault.error(410, ""));

        assertThat(storage.get(StorageRequest.whole(KEY))).isEqualTo(new StorageResponse.NotFound());
        assertThat(storage.get(StorageRequest.whole(KEY))).isEqualTo(new StorageResponse.NotFound());
        assertThat(storage.head(StorageRequest.whole(KEY))).isEqualTo(new StorageResponse.NotFound());
    }

    @Test
    void get_errorOfStorage_keepsTheConnection() throws IOException {
        S3Storage storage = storage();
        assertFailure(storage, OriginFault.error(503, "SlowDown"), Kind.UNAVAILABLE);
        assertThat(storage.get(StorageRequest.whole("missing"))).isEqualTo(new StorageResponse.NotFound());
        assertThat(text(storage.get(whole()))).isEqualTo("0123456789");
        assertThat(origin.acceptedConnections()).isEqualTo(1);
    }

    @Test
    void get_keyTooLongForS3_isNotFound() {
        S3Storage storage = storage();
        origin.next(OriginFault.error(400, "KeyTooLongError"), OriginFault.error(400, ""));
        assertThat(storage.get(StorageRequest.whole("k".repeat(1025)))).isEqualTo(new StorageResponse.NotFound());
        assertThat(storage.head(StorageRequest.whole("k".repeat(1025)))).isEqualTo(new StorageResponse.NotFound());
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void get_redirect_isRefusedAndNotFollowed(int status) {
        assertFailure(
                storage(), OriginFault.redirect(status, origin.endpoint() + "/bucket/other"), Kind.REFUSED, "redirect");
        assertThat(origin.requests()).hasSize(1);
    }

    @Test
    void get_wrongRegion_namesTheRightOne() {
        S3Storage storage = storage();
        OriginFault body = OriginFault.error(301, "PermanentRedirect", "<Region>eu-west-1</Region>");
        assertFailure(storage, body, Kind.REFUSED, "set region", "eu-west-1");
        OriginFault header = OriginFault.rawThenOpen(
                "HTTP/1.1 301 Moved\r\nContent-Length: 0\r\nx-amz-bucket-region: eu-north-1\r\n\r\n");
        assertFailure(storage, header, Kind.REFUSED, "set region", "eu-north-1");
    }

    @Test
    void get_wrongSecret_isRefusedByARealCheck() {
        S3Storage storage = storage(config -> config.credentials(VerifyingOrigin.ACCESS_KEY, "another-secret"));
        StorageException failure = failure(() -> storage.get(whole()));
        assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
        assertThat(failure).hasMessageContaining("SignatureDoesNotMatch").hasMessageContaining("secret_key");
        assertThat(failure.getMessage()).doesNotContain("another-secret");
    }

    @Test
    void get_errorXmlOfAnySize_isReadInPartOnly() {
        S3Storage storage = storage();
        String huge = "<Error><Code>SlowDown</Code>" + " ".repeat(200_000);
        assertFailure(
                storage,
                OriginFault.rawThenOpen(
                        "HTTP/1.1 503 Slow\r\nContent-Length: " + huge.length() * 10L + "\r\n\r\n" + huge),
                Kind.UNAVAILABLE,
                "SlowDown");
        assertThat(storage.pool()).isEqualTo(new PoolStatus(0, 0, 256, 0));
    }

    @Test
    void get_errorXmlWithTricks_staysOnOneLine() {
        StorageException failure = failure(() -> {
            S3Storage storage = storage();
            origin.next(OriginFault.rawThenOpen("HTTP/1.1 301 M\r\nContent-Length: 0\r\nx-amz-bucket-region: \u001b[31m"
                    + "r".repeat(5000) + "\r\n\r\n"));
            storage.get(whole());
        });
        assertThat(failure.getMessage()).hasSizeLessThan(500).doesNotContain("\u001b");
    }
}
