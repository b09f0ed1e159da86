package dev.yatagarasu.core.internal.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.api.storage.ByteRange;
import dev.yatagarasu.api.storage.StorageException;
import dev.yatagarasu.api.storage.StorageException.Kind;
import dev.yatagarasu.api.storage.StorageResponse;
import dev.yatagarasu.testkit.OriginFault;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Storage that answers nonsense: none of it may look like an object, and nobody else may notice. */
class S3FaultTest extends OriginTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\nContent-Length: 10\r\n\r\n0123456789",
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\nContent-Length: 5\r\n\r\n0123456789",
                "HTTP/1.1 200 OK\r\nContent-Length: ten\r\n\r\n0123456789",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n0123456789",
                "HTTP/1.1 200 OK\r\nContent-Length: +10\r\n\r\n0123456789",
                "HTTP/1.1 200 OK\r\nContent-Length: 10, 10\r\n\r\n0123456789",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n0123456789",
                "HTTP/1.1 200 OK\r\nContent-Length:\r\n\r\n0123456789",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 10\r\n\r\n0123456789",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\nContent-Length: 10\r\n\r\n0123456789",
                "HTTP/1.1 200 OK\r\nno colon here\r\nContent-Length: 10\r\n\r\n0123456789",
                "HTTP/1.1 200 OK\r\nx y: z\r\nContent-Length: 10\r\n\r\n0123456789",
                "HTTP/1.1 200 OK\r\nx-amz-meta-a: b\u0000c\r\nContent-Length: 10\r\n\r\n0123456789",
                "HTTP/1.1 200 OK\r\nContent-Type: a\rSet-Cookie: b\r\nContent-Length: 10\r\n\r\n0123456789",
                "HTTP/1.1 2000 OK\r\nContent-Length: 10\r\n\r\n0123456789",
                "HTTP/1.1 abc OK\r\nContent-Length: 10\r\n\r\n0123456789",
                "HTTP/2.0 200 OK\r\nContent-Length: 10\r\n\r\n0123456789",
                "HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n",
                "SSH-2.0-OpenSSH_9.6\r\n",
                "0123456789",
                "\r\n\r\n\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n0123456789",
                "HTTP/1.1 304 Not Modified\r\n\r\n",
                "HTTP/1.1 412 Precondition\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 416 Range\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 206 Partial\r\nContent-Length: 10\r\nContent-Range: bytes 0-9/10\r\n\r\n0123456789",
            })
    void get_nonsense_isBroken(String response) throws IOException {
        S3Storage storage = storage();
        assertFailure(storage, OriginFault.raw(response), Kind.BROKEN);
        assertThat(storage.pool()).isEqualTo(new PoolStatus(0, 0, 256, 0));
        assertThat(text(storage.get(whole()))).isEqualTo("0123456789");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes 2-4/10",
                "bytes 2-5/*",
                "bytes */10",
                "bytes 2-5",
                "bytes=2-5/10",
                "bytes 2-5/4",
                "bytes 5-2/10",
                "bytes 0-3/10",
                "items 2-5/10",
                "bytes 2-5/10\r\nContent-Range: bytes 2-5/10",
                "bytes 2-5/99999999999999999999",
                "",
            })
    void get_wrongContentRange_isBroken(String contentRange) {
        S3Storage storage = storage();
        origin.next(OriginFault.raw(
                "HTTP/1.1 206 Partial\r\nContent-Length: 4\r\nContent-Range: " + contentRange + "\r\n\r\n2345"));
        StorageException failure = failure(() -> storage.get(ranged(KEY, new ByteRange.Span(2, 5))));
        assertThat(failure.kind()).isEqualTo(Kind.BROKEN);
        assertThat(storage.pool().leased()).isZero();
    }

    @Test
    void get_rangeOfAnotherLengthThanItsBody_isBroken() {
        S3Storage storage = storage();
        origin.next(
                OriginFault.raw("HTTP/1.1 206 Partial\r\nContent-Length: 3\r\nContent-Range: bytes 2-5/10\r\n\r\n234"));
        assertThat(failure(() -> storage.get(ranged(KEY, new ByteRange.Span(2, 5))))
                        .kind())
                .isEqualTo(Kind.BROKEN);
    }

    @Test
    void get_truncatedBody_throwsAndNeverEnds() {
        S3Storage storage = storage();
        origin.next(OriginFault.truncated(100, 40));
        try (StorageResponse.Whole whole = (StorageResponse.Whole) storage.get(whole())) {
            assertThat(whole.size()).isEqualTo(100);
            assertThatThrownBy(() -> whole.body().readAllBytes()).isInstanceOf(IOException.class);
        }
        assertThat(storage.pool()).isEqualTo(new PoolStatus(0, 0, 256, 0));
    }

    @Test
    void get_bodyWithoutAByte_throwsAtOnce() {
        origin.next(OriginFault.truncated(100, 0));
        try (StorageResponse.Whole whole = (StorageResponse.Whole) storage().get(whole())) {
            assertThatThrownBy(() -> whole.body().read()).isInstanceOfAny(EOFException.class, IOException.class);
        }
    }

    @Test
    void get_tooManyBytes_givesTheAnnouncedOnesAndHarmsNobody() throws IOException {
        S3Storage storage = storage();
        origin.next(OriginFault.rawThenOpen(
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n01234HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil"));
        assertThat(text(storage.get(whole()))).isEqualTo("01234");
        assertThat(text(storage.get(whole()))).isEqualTo("0123456789");
        assertThat(origin.acceptedConnections()).isEqualTo(2);
    }

    @Test
    void head_answeredWithABody_harmsNobody() throws IOException {
        S3Storage storage = storage();
        origin.next(OriginFault.rawThenOpen("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil"));
        assertThat(((StorageResponse.Whole) storage.head(whole())).size()).isEqualTo(4);
        assertThat(text(storage.get(whole()))).isEqualTo("0123456789");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 12",
                "HTTP/1.1 200 OK\r\nContent-Length: 12\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 12\r\nETag: \"a",
                "HTTP/1.1 20",
            })
    void head_cutOffWithinTheHead_isBroken(String response) {
        S3Storage storage = storage();
        origin.next(OriginFault.raw(response));
        assertThat(failure(() -> storage.head(whole())).kind()).isEqualTo(Kind.BROKEN);
    }

    @Test
    void get_endlessHeaders_isBroken() {
        assertFailure(storage(), OriginFault.endlessHeaders(), Kind.BROKEN);
    }

    @Test
    void get_headOverTheLimit_isBroken() {
        String end = "Content-Length: 0\r\n\r\n";
        assertFailure(
                storage(),
                OriginFault.rawThenOpen("HTTP/1.1 200 OK\r\n" + "A:b\r\n".repeat(20_000) + end),
                Kind.BROKEN);
        assertFailure(
                storage(),
                OriginFault.rawThenOpen("HTTP/1.1 200 OK\r\nA: " + "b".repeat(16 << 20) + "\r\n" + end),
                Kind.BROKEN);
        assertFailure(
                storage(),
                OriginFault.rawThenOpen(
                        "HTTP/1.1 200 OK\r\n" + ("A: " + "b".repeat(1000) + "\r\n").repeat(16_000) + end),
                Kind.BROKEN);
    }

    @Test
    void get_endlessInterimResponses_isBroken() {
        assertFailure(storage(), OriginFault.endlessInterim(), Kind.BROKEN);
    }

    @Test
    void get_endlessHeaderLine_isBroken() {
        OriginFault endless = (request, connection) -> {
            connection.write("HTTP/1.1 200 OK\r\nX: ");
            while (true) {
                connection.write("y".repeat(1000));
            }
        };
        assertFailure(storage(), endless, Kind.BROKEN);
    }

    @Test
    void get_headInDrops_isGivenUp() {
        OriginFault drops = (request, connection) -> {
            connection.write("HTTP/1.1 200 OK\r\nX-Drops: ");
            while (true) {
                connection.write("y");
            }
        };
        assertFailure(storage(), drops, Kind.BROKEN);
    }

    @Test
    void get_interimThenAnswer_isTheAnswer() throws IOException {
        origin.next(OriginFault.rawThenOpen(
                "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
        assertThat(text(storage().get(whole()))).isEqualTo("ok");
    }

    @Test
    void get_connectionCloseAnnounced_isNotKept() throws IOException {
        S3Storage storage = storage();
        origin.next(OriginFault.rawThenOpen("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok"));
        assertThat(text(storage.get(whole()))).isEqualTo("ok");
        assertThat(storage.pool()).isEqualTo(new PoolStatus(0, 0, 256, 0));
    }

    @Test
    void get_bodyReadAfterClose_throws() throws Exception {
        S3Storage storage = storage();
        origin.next(OriginFault.stalled(1000, 10));
        StorageResponse.Whole whole = (StorageResponse.Whole) storage.get(whole());
        InputStream body = whole.body();
        assertThat(body.readNBytes(10)).hasSize(10);
        whole.close();
        whole.close();
        assertThatThrownBy(body::read).isInstanceOf(IOException.class);
        assertThat(storage.pool()).isEqualTo(new PoolStatus(0, 0, 256, 0));
        assertThat(origin.awaitAtMostOpenConnections(0, Duration.ofSeconds(10))).isTrue();
    }
}
