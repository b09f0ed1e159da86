package dev.yatagarasu.server.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.api.storage.StorageBackend;
import dev.yatagarasu.api.storage.StorageHealth;
import dev.yatagarasu.api.storage.StorageRequest;
import dev.yatagarasu.api.storage.StorageResponse;
import dev.yatagarasu.core.Yatagarasu;
import dev.yatagarasu.core.config.BucketCacheConfig;
import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.core.config.ServerConfig;
import dev.yatagarasu.core.config.StorageConfig;
import dev.yatagarasu.core.config.YatagarasuConfig;
import dev.yatagarasu.core.event.Listener;
import dev.yatagarasu.core.event.RequestDone;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is thrown on the way of a request, an {@code Error} too: the exchange ends once, the client is not left waiting,
 * no place among the requests in progress is lost, and one line of the log has the request id.
 */
class WhateverIsThrownTest {
    private static final int SIZE = 300_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final BlockingQueue<RequestDone> done = new LinkedBlockingQueue<>();
    private final Storage storage = new Storage();
    private final Server jetty = new Server();
    private final ServerConnector connector = new ServerConnector(jetty);
    private volatile Function<Response, Response> spoilt = response -> response;
    private volatile Executor slowLane = Thread::startVirtualThread;
    private volatile boolean brokenListener;
    private Yatagarasu engine;

    @BeforeEach
    void start() throws Exception {
        engine = Yatagarasu.builder()
                .config(YatagarasuConfig.builder()
                        .server(ServerConfig.defaults().withMaxConcurrentRequests(4))
                        .bucket(BucketConfig.publicBucket("files", "/files", new StorageConfig.Provided(storage))
                                .build())
                        .bucket(BucketConfig.publicBucket("raw", "/raw", new StorageConfig.Provided(storage))
                                .cache(BucketCacheConfig.disabled())
                                .build())
                        .build())
                .listener(new Listener() {
                    @Override
                    public void requestDone(RequestDone event) {
                        done.add(event);
                        if (brokenListener) {
                            throw new NoClassDefFoundError("in a listener");
                        }
                    }
                })
                .build();
        DataHandler handler = new DataHandler(engine, new HealthEndpoints(engine), job -> slowLane.execute(job));
        jetty.addConnector(connector);
        jetty.setErrorHandler(new ErrorResponses());
        jetty.setHandler(new Handler.Abstract.NonBlocking() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                handler.handle(request, spoilt.apply(response), callback);
                return true;
            }
        });
        jetty.start();
    }

    @AfterEach
    void stop() throws Exception {
        jetty.stop();
        engine.close();
    }

    /** What the client gets: the answer, or nothing if the connection ends before there is a whole one. */
    private @Nullable RawAnswer ask(String target) throws IOException {
        try (Raw raw = new Raw(connector.getLocalPort(), PATIENCE)) {
            raw.send("GET " + target + " HTTP/1.1\r\nHost: x\r\nX-Request-ID: the-one\r\n\r\n");
            return raw.read(false);
        } catch (java.net.SocketTimeoutException e) {
            throw new AssertionError("the client is left waiting", e);
        } catch (java.io.EOFException | java.net.SocketException e) {
            return null;
        }
    }

    private RequestDone awaitDone() {
        try {
            RequestDone event = done.poll(20, TimeUnit.SECONDS);
            assertThat(event).as("a request that ended").isNotNull();
            return event;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void assertNothingIsLeft() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (engine.requestsInFlight() > 0 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(engine.requestsInFlight()).isZero();
        assertThat(done).isEmpty();
        spoilt = response -> response;
        slowLane = Thread::startVirtualThread;
        storage.failsAt = -1;
    }

    private static void assertOneLine(List<String> logged) {
        assertThat(logged.stream().filter(line -> line.contains("the-one"))).hasSize(1);
        assertThat(logged).noneMatch(line -> line.startsWith("writeError"));
    }

    /** That failing answer: an error that says the same as the log and the events. */
    private void assertError(String target, int status) throws Exception {
        List<String> logged = Logged.during("ROOT", () -> {
            RawAnswer answer = Objects.requireNonNull(ask(target), "no answer");
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.header("x-request-id")).isEqualTo("the-one");
            assertThat(answer.text()).contains("\"request_id\":\"the-one\"");
        });
        assertOneLine(logged);
        RequestDone event = awaitDone();
        assertThat(event.status()).isEqualTo(status);
        assertThat(event.requestId()).isEqualTo("the-one");
        assertNothingIsLeft();
        assertThat(ask("/files/sound")).extracting(RawAnswer::status).isEqualTo(200);
    }

    /** Its connection ends. */
    private void assertBrokenOff(String target) throws Exception {
        List<RequestDone> ended = new ArrayList<>();
        List<String> logged = Logged.during("ROOT", () -> {
            assertThat(ask(target)).isNull();
            ended.add(awaitDone());
        });
        assertThat(ended).extracting(RequestDone::whole).containsExactly(false);
        assertOneLine(logged);
        assertNothingIsLeft();
    }

    private void remember(String target) throws Exception {
        assertThat(ask(target)).extracting(RawAnswer::status).isEqualTo(200);
        awaitDone();
    }

    private static Response unwritable(Response response, int goodWrites, boolean later) {
        return new Response.Wrapper(response.getRequest(), response) {
            private int writes;

            @Override
            public void write(boolean last, ByteBuffer content, Callback callback) {
                if (writes++ < goodWrites) {
                    super.write(last, content, callback);
                } else if (later) {
                    callback.failed(new InternalError("cannot be written"));
                } else {
                    throw new InternalError("cannot be written");
                }
            }
        };
    }

    private static Response headless(Response response) {
        return new Response.Wrapper(response.getRequest(), response) {
            @Override
            public HttpFields.Mutable getHeaders() {
                throw new NoClassDefFoundError("HeaderFields");
            }
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"/files/sound", "/files/large", "/raw/large"})
    void head_cannotBeMade_500WithTheRequestIdAndNothingIsLeft(String target) throws Exception {
        remember(target);
        spoilt = WhateverIsThrownTest::headless;
        assertError(target, 500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/files/sound", "/files/large", "/raw/large"})
    void head_cannotBeWritten_500WithTheRequestIdAndNothingIsLeft(String target) throws Exception {
        remember(target);
        for (boolean later : new boolean[] {false, true}) {
            spoilt = response -> unwritable(response, 0, later);
            assertError(target, 500);
            awaitDone();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/files/large", "/raw/large"})
    void body_cannotBeWrittenOn_connectionEndsAndNothingIsLeft(String target) throws Exception {
        remember(target);
        for (boolean later : new boolean[] {false, true}) {
            spoilt = response -> unwritable(response, 1, later);
            assertBrokenOff(target);
        }
    }

    @Test
    void head_tooLargeForJetty_500WithTheRequestIdAndIsCountedSo() throws Exception {
        assertError("/files/wordy", 500);
        awaitDone();
        assertError("/files/wordy", 500);
        awaitDone();
        assertError("/raw/wordy", 500);
    }

    @Test
    void body_thatThrowsAtItsFirstByte_500WithTheRequestId() throws Exception {
        storage.failsAt = 0;
        assertError("/raw/large", 500);
    }

    @Test
    void body_thatThrowsLater_connectionEnds() throws Exception {
        storage.failsAt = SIZE - 1;
        assertBrokenOff("/raw/large");
    }

    @Test
    void storage_thatThrowsAnError_500() throws Exception {
        assertError("/files/error", 500);
    }

    @Test
    void slowLane_thatThrows_500AndNothingIsLeft() throws Exception {
        for (Throwable thrown : List.of(
                new RejectedExecutionException("no more"), new OutOfMemoryError("unable to create native thread"))) {
            slowLane = job -> sneak(thrown);
            List<String> logged = Logged.during("ROOT", () -> {
                RawAnswer answer = Objects.requireNonNull(ask("/raw/sound"), "no answer");
                assertThat(answer.status()).isEqualTo(500);
                assertThat(answer.header("x-request-id")).isEqualTo("the-one");
            });
            assertOneLine(logged);
            assertThat(awaitDone().whole()).isFalse();
            assertNothingIsLeft();
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable thrown) throws E {
        throw (E) thrown;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/files/sound", "/files/large", "/raw/large", "/files/none"})
    void listener_thatThrowsAnError_answerAndConnectionAreWhole(String target) throws Exception {
        brokenListener = true;
        try (Raw raw = new Raw(connector.getLocalPort(), PATIENCE)) {
            for (int i = 0; i < 3; i++) {
                raw.send("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(raw.read(false).status()).isEqualTo(target.endsWith("none") ? 404 : 200);
                awaitDone();
            }
        }
        assertNothingIsLeft();
    }

    @Test
    void stuffThatAnAnswerHolds_throwsWhenItIsClosed_answerIsWhole() throws Exception {
        storage.closesBadly = true;
        for (int i = 0; i < 5; i++) {
            assertThat(ask("/raw/large")).extracting(RawAnswer::status).isEqualTo(200);
            assertThat(awaitDone().whole()).isTrue();
        }
        assertNothingIsLeft();
    }

    /** Objects by their keys, one worse than the other. */
    private static final class Storage implements StorageBackend {
        volatile int failsAt = -1;
        volatile boolean closesBadly;

        @Override
        public StorageResponse get(StorageRequest request) {
            return switch (request.key()) {
                case "sound" -> object(10, Headers.empty());
                case "large" -> object(SIZE, Headers.empty());
                case "wordy" -> object(10, Headers.of("content-disposition", "x".repeat(40_000)));
                case "error" -> throw new NoClassDefFoundError("Storage");
                default -> new StorageResponse.NotFound();
            };
        }

        private StorageResponse object(int size, Headers more) {
            Headers.Builder headers = more.toBuilder().addLowerCase("etag", "\"1\"");
            return new StorageResponse.Whole(headers.build(), size, new Zeros(size));
        }

        @Override
        public StorageResponse head(StorageRequest request) {
            return get(request);
        }

        @Override
        public StorageHealth probe() {
            return new StorageHealth.Up();
        }

        @Override
        public void close() {}

        private final class Zeros extends InputStream {
            private final int size;
            private int read;

            Zeros(int size) {
                this.size = size;
            }

            @Override
            public int read() {
                if (read == failsAt) {
                    throw new InternalError("a page that cannot be read");
                }
                return read++ < size ? 0 : -1;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                int count = 0;
                while (count < length && read < size && (count == 0 || read != failsAt)) {
                    bytes[offset + count++] = (byte) read();
                }
                return count == 0 && length > 0 ? -1 : count;
            }

            @Override
            public void close() {
                if (closesBadly) {
                    throw new NoClassDefFoundError("closing");
                }
            }
        }
    }
}
