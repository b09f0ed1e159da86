package dev.yatagarasu.core.internal.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.api.storage.StorageException;
import dev.yatagarasu.api.storage.StorageException.Kind;
import dev.yatagarasu.api.storage.StorageHealth;
import dev.yatagarasu.api.storage.StorageRequest;
import dev.yatagarasu.api.storage.StorageResponse;
import dev.yatagarasu.core.internal.storage.ConnectionsInUseException;
import dev.yatagarasu.testkit.OriginFault;
import dev.yatagarasu.testkit.OriginObject;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Connections: kept, dropped, waited for, and given up. */
class S3PoolTest extends OriginTest {
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofSeconds(10);

    @Test
    void get_readToTheEnd_keepsTheConnection() throws IOException {
        S3Storage storage = storage();
        for (int i = 0; i < 5; i++) {
            StorageResponse response = storage.get(whole());
            assertThat(storage.pool().leased()).isEqualTo(1);
            assertThat(text(response)).isEqualTo("0123456789");
            assertThat(storage.pool()).isEqualTo(new PoolStatus(0, 1, 256, 0));
        }
        storage.head(whole()).close();
        assertThat(origin.acceptedConnections()).isEqualTo(1);
    }

    @Test
    void get_closedBeforeTheEnd_dropsTheConnectionAtOnce() throws Exception {
        S3Storage storage = storage();
        origin.next(OriginFault.stalled(1_000_000_000, 10));
        storage.get(whole()).close();
        assertThat(storage.pool()).isEqualTo(new PoolStatus(0, 0, 256, 0));
        assertThat(origin.awaitAtMostOpenConnections(0, LONG)).isTrue();
    }

    @Test
    void get_manyAbortedHalfWay_leavesThePoolIdle() throws Exception {
        origin.put(BUCKET, "big", OriginObject.of(new byte[300_000], "application/octet-stream"));
        S3Storage storage = storage(config -> config.maxConnections(8).connectTimeout(LONG));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> downloads = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                downloads.add(threads.submit(() -> abortHalfWay(storage)));
            }
            for (Future<?> download : downloads) {
                download.get(30, TimeUnit.SECONDS);
            }
        }
        assertThat(storage.pool()).isEqualTo(new PoolStatus(0, 0, 8, 0));
        assertThat(origin.awaitAtMostOpenConnections(0, LONG)).isTrue();
        assertThat(text(storage.get(whole()))).isEqualTo("0123456789");
    }

    private static Void abortHalfWay(S3Storage storage) throws IOException {
        try (StorageResponse response = storage.get(StorageRequest.whole("big"))) {
            ((StorageResponse.Whole) response).body().readNBytes(150_000);
        }
        return null;
    }

    @Test
    void get_keptConnectionClosedByStorage_isSentOnceMore() throws IOException {
        S3Storage storage = storage();
        origin.next(OriginFault.answerThenHangUp());
        assertThat(text(storage.get(whole()))).isEqualTo("0123456789");
        assertThat(text(storage.get(whole()))).isEqualTo("0123456789");
        assertThat(origin.acceptedConnections()).isEqualTo(2);
    }

    @Test
    void get_keptConnectionHangsUpOnTheRequest_isSentOnceMoreAndNotTwice() throws IOException {
        S3Storage storage = storage();
        assertThat(text(storage.get(whole()))).isEqualTo("0123456789");
        origin.next(OriginFault.hangUp());
        assertThat(text(storage.get(whole()))).isEqualTo("0123456789");
        assertThat(origin.requests()).hasSize(3);
        origin.next(OriginFault.hangUp(), OriginFault.hangUp());
        assertThat(failure(() -> storage.get(whole())).kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(origin.requests()).hasSize(5);
    }

    @Test
    void get_newConnectionHangsUp_isUnavailableWithoutAnotherTry() {
        S3Storage storage = storage();
        assertFailure(storage, OriginFault.hangUp(), Kind.UNAVAILABLE);
        assertThat(origin.requests()).hasSize(1);
        assertThat(storage.pool().leased()).isZero();
    }

    @Test
    void get_keptConnectionAnswersHalfAHead_isBrokenWithoutAnotherTry() throws IOException {
        S3Storage storage = storage();
        assertThat(text(storage.get(whole()))).isEqualTo("0123456789");
        assertFailure(storage, OriginFault.raw("HTTP/1.1 20"), Kind.BROKEN);
        assertThat(origin.requests()).hasSize(2);
    }

    @Test
    void get_allConnectionsInUse_waitsForTheConnectTimeoutOnly() throws IOException {
        S3Storage storage = storage(config -> config.maxConnections(2).connectTimeout(SHORT));
        StorageResponse first = storage.get(whole());
        StorageResponse second = storage.get(whole());
        StorageException failure = failure(() -> storage.get(whole()));
        assertThat(failure).isInstanceOf(ConnectionsInUseException.class);
        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure).hasMessageContaining("max_connections");
        assertThat(storage.probe()).isEqualTo(new StorageHealth.Up());
        first.close();
        assertThat(text(storage.get(whole()))).isEqualTo("0123456789");
        second.close();
    }

    @Test
    void get_allConnectionsInUse_goesOnWhenOneIsFree() throws Exception {
        S3Storage storage = storage(config -> config.maxConnections(1).connectTimeout(LONG));
        StorageResponse first = storage.get(whole());
        CompletableFuture<String> second = new CompletableFuture<>();
        Thread waiting = Thread.ofVirtual().start(() -> {
            try {
                second.complete(text(storage.get(whole())));
            } catch (IOException | RuntimeException e) {
                second.completeExceptionally(e);
            }
        });
        awaitWaiting(storage, 1);
        assertThat(text(first)).isEqualTo("0123456789");
        assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo("0123456789");
        waiting.join();
        assertThat(origin.acceptedConnections()).isEqualTo(1);
    }

    private static void awaitWaiting(S3Storage storage, int waiting) {
        long end = System.nanoTime() + LONG.toNanos();
        while (storage.pool().waiting() != waiting && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(storage.pool().waiting()).isEqualTo(waiting);
    }

    @Test
    void get_noFirstByte_timesOut() {
        S3Storage storage = storage(config -> config.timeout(SHORT));
        assertFailure(storage, OriginFault.silence(), Kind.TIMEOUT, "200");
        assertThat(storage.pool()).isEqualTo(new PoolStatus(0, 0, 256, 0));
    }

    @Test
    void get_slowFirstByteWithinTheTimeout_isAnswered() throws IOException {
        CountDownLatch gate = new CountDownLatch(1);
        origin.next(OriginFault.after(gate));
        CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS).execute(gate::countDown);
        assertThat(text(storage(config -> config.timeout(LONG).idleTimeout(SHORT))
                        .get(whole())))
                .isEqualTo("0123456789");
    }

    @Test
    void get_stalledBody_timesOutAfterTheIdleTimeout() throws IOException {
        S3Storage storage = storage(config -> config.timeout(LONG).idleTimeout(SHORT));
        origin.next(OriginFault.stalled(100, 40));
        try (StorageResponse.Whole whole = (StorageResponse.Whole) storage.get(whole())) {
            assertThat(whole.body().readNBytes(40)).hasSize(40);
            assertThatThrownBy(() -> whole.body().read()).isInstanceOf(SocketTimeoutException.class);
        }
        assertThat(storage.pool()).isEqualTo(new PoolStatus(0, 0, 256, 0));
    }

    @Test
    void get_stalledErrorBody_timesOut() {
        S3Storage storage = storage(config -> config.idleTimeout(SHORT));
        assertFailure(
                storage,
                OriginFault.rawThenSilence("HTTP/1.1 404 Not Found\r\nContent-Length: 100\r\n\r\n<Error>"),
                Kind.TIMEOUT);
        assertThat(storage.pool().leased()).isZero();
    }

    @Test
    void get_cutErrorBody_isBrokenAndNotMissing() {
        assertFailure(
                storage(),
                OriginFault.raw("HTTP/1.1 404 Not Found\r\nContent-Length: 100\r\n\r\n<Error>"),
                Kind.BROKEN);
    }

    @Test
    void get_interrupted_endsWithAStorageException() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        origin.next((request, connection) -> {
            arrived.countDown();
            connection.awaitClient();
        });
        S3Storage storage = storage();
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        Thread reader = Thread.ofVirtual().start(() -> {
            try {
                storage.get(whole());
                failure.complete(new AssertionError("answered"));
            } catch (RuntimeException e) {
                failure.complete(e);
            }
        });
        assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
        reader.interrupt();
        assertThat(failure.get(10, TimeUnit.SECONDS)).isInstanceOf(StorageException.class);
        assertThat(storage.pool().leased()).isZero();
    }

    @Test
    void get_interruptedWhileWaitingForAConnection_endsWithAStorageException() throws Exception {
        S3Storage storage = storage(config -> config.maxConnections(1).connectTimeout(LONG));
        try (StorageResponse held = storage.get(whole())) {
            assertThat(held).isInstanceOf(StorageResponse.Whole.class);
            CompletableFuture<Throwable> failure = new CompletableFuture<>();
            Thread waiter = Thread.ofVirtual().start(() -> failure.complete(failure(() -> storage.get(whole()))));
            awaitWaiting(storage, 1);
            waiter.interrupt();
            assertThat(failure.get(10, TimeUnit.SECONDS)).hasMessageContaining("interrupted");
        }
    }

    @Test
    void get_afterClose_isAStorageException() throws IOException {
        S3Storage storage = storage();
        assertThat(text(storage.get(whole()))).isEqualTo("0123456789");
        storage.close();
        assertThat(failure(() -> storage.get(whole())).kind()).isEqualTo(Kind.UNAVAILABLE);
    }
}
