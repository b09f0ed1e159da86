package dev.yatagarasu.core.internal.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.api.storage.ByteRange;
import dev.yatagarasu.api.storage.StorageException;
import dev.yatagarasu.api.storage.StorageRequest;
import dev.yatagarasu.api.storage.StorageResponse;
import dev.yatagarasu.core.config.StorageEncoding;
import dev.yatagarasu.testkit.OriginFault;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of S3-like storage that do not say how long they are, and versions. */
class S3UnsizedTest extends OriginTest {
    private static final String TAG = "ETag: \"v\"\r\n";

    private static StorageResponse.Unsized unsized(StorageResponse response) {
        assertThat(response).isInstanceOf(StorageResponse.Unsized.class);
        return (StorageResponse.Unsized) response;
    }

    @Test
    void get_chunked_isUnsizedAndKeepsTheConnection() throws IOException {
        S3Storage storage = storage();
        origin.next(OriginFault.chunked(TAG, "01234", "56789"));

        StorageResponse.Unsized answer = unsized(storage.get(whole()));

        assertThat(answer.endIsProven()).isTrue();
        assertThat(answer.headers().first("etag")).contains("\"v\"");
        assertThat(text(answer)).isEqualTo("0123456789");
        assertThat(text(storage.get(whole()))).isEqualTo("0123456789");
        assertThat(origin.acceptedConnections()).isEqualTo(1);
        assertThat(storage.pool().leased()).isZero();
    }

    @Test
    void get_endedByClose_hasAnEndThatProvesNothing() throws IOException {
        S3Storage storage = storage();
        origin.next(OriginFault.untilClosed(TAG, "0123456789"));

        StorageResponse.Unsized answer = unsized(storage.get(whole()));

        assertThat(answer.endIsProven()).isFalse();
        assertThat(text(answer)).isEqualTo("0123456789");
        assertThat(storage.pool().leased()).isZero();
    }

    @Test
    void get_chunksCutShort_throwAndDropTheConnection() {
        S3Storage storage = storage();
        origin.next(
                OriginFault.chunkedCutShort(TAG, "01234"),
                OriginFault.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\na\r\n0123"),
                OriginFault.rawThenOpen(
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n01234XX\r\n0\r\n\r\n"),
                OriginFault.rawThenOpen("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"));
        for (int i = 0; i < 4; i++) {
            StorageResponse.Unsized answer = unsized(storage.get(whole()));
            assertThatThrownBy(() -> text(answer)).as("%d", i).isInstanceOf(IOException.class);
        }
        assertThat(storage.pool().leased()).isZero();
    }

    @Test
    void get_closedBeforeTheEnd_dropsTheConnection() throws IOException {
        S3Storage storage = storage();
        origin.next(OriginFault.chunked(TAG, "01234", "56789"));
        storage.get(whole()).close();
        assertThat(text(storage.get(whole()))).isEqualTo("0123456789");
        assertThat(origin.acceptedConnections()).isEqualTo(2);
    }

    @Test
    void head_withoutLength_isUnsized() throws IOException {
        S3Storage storage = storage();
        origin.next(OriginFault.headWithoutLength(TAG), OriginFault.chunked(TAG));

        assertThat(unsized(storage.head(whole())).body().read()).isEqualTo(-1);
        assertThat(unsized(storage.head(whole())).headers().first("etag")).contains("\"v\"");
        assertThat(storage.pool().leased()).isZero();
    }

    @Test
    void get_rangeInChunks_isThatPart() throws IOException {
        S3Storage storage = storage();
        origin.next(OriginFault.rawThenOpen("""
                HTTP/1.1 206 Partial Content\r
                Transfer-Encoding: chunked\r
                Content-Range: bytes 2-4/10\r
                \r
                3\r
                234\r
                0\r
                \r
                """));

        assertThat(text(storage.get(ranged(KEY, new ByteRange.Span(2, 4))))).isEqualTo("234");
        assertThat(text(storage.get(whole()))).isEqualTo("0123456789");
        assertThat(origin.acceptedConnections()).isEqualTo(1);
    }

    @Test
    void get_rangeInChunksOfAnotherLength_throws() {
        S3Storage storage = storage();
        String head =
                "HTTP/1.1 206 Partial Content\r\nTransfer-Encoding: chunked\r\nContent-Range: bytes 2-4/10\r\n\r\n";
        origin.next(
                OriginFault.rawThenOpen(head + "4\r\n2345\r\n0\r\n\r\n"),
                OriginFault.rawThenOpen(head + "2\r\n23\r\n0\r\n\r\n"));
        for (int i = 0; i < 2; i++) {
            StorageResponse answer = storage.get(ranged(KEY, new ByteRange.Span(2, 4)));
            assertThatThrownBy(() -> text(answer)).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 10\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n",
                "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\nContent-Length: 10\r\n\r\n",
            })
    void get_framingThatCouldMeanTwoThings_isBroken(String head) {
        assertFailure(storage(), OriginFault.raw(head + "0\r\n\r\n"), StorageException.Kind.BROKEN);
    }

    @Test
    void get_encodingStored_asksForGzipToo() throws IOException {
        text(storage().get(whole()));
        text(storage(config -> config.storageEncoding(StorageEncoding.STORED)).get(whole()));

        assertThat(origin.requests())
                .extracting(request -> request.headers().firstOr("accept-encoding", ""))
                .containsExactly("identity", "gzip, identity;q=0.5");
    }

    @Test
    void get_version_isAskedForAndBelieved() throws IOException {
        S3Storage storage = storage();
        origin.next(
                OriginFault.rawThenOpen("HTTP/1.1 200 OK\r\nx-amz-version-id: a/b+c=\r\nContent-Length: 3\r\n\r\nold"));

        assertThat(text(storage.get(whole().ofVersion("a/b+c=")))).isEqualTo("old");
        assertThat(origin.requests().getFirst().target()).endsWith("/a/key.txt?versionId=a%2Fb%2Bc%3D");
        assertThat(storage.keepsVersions()).isTrue();
    }

    @Test
    void get_versionOfStorageThatHasNone_isNotTheCurrentObject() {
        assertThatThrownBy(() -> storage().get(whole().ofVersion("old")))
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.kind()).isEqualTo(StorageException.Kind.BROKEN));
    }

    @Test
    void get_versionThatIsNone_isNotFound() {
        S3Storage storage = storage();
        origin.next(
                OriginFault.error(404, "NoSuchVersion"),
                OriginFault.error(400, "InvalidArgument"),
                OriginFault.rawThenOpen("HTTP/1.1 405 No\r\nx-amz-delete-marker: true\r\nContent-Length: 0\r\n\r\n"));
        for (int i = 0; i < 3; i++) {
            StorageRequest version = whole().ofVersion("v" + i);
            assertThat(storage.get(version)).isEqualTo(new StorageResponse.NotFound());
        }
        assertFailure(storage, OriginFault.error(400, "InvalidArgument"), StorageException.Kind.REFUSED);
    }
}
