package dev.yatagarasu.core;

import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.core.config.BucketCacheConfig;
import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.core.config.StorageConfig;
import dev.yatagarasu.core.config.YatagarasuConfig;
import dev.yatagarasu.core.event.Listener;
import dev.yatagarasu.core.event.RequestDone;
import dev.yatagarasu.core.http.Answer;
import dev.yatagarasu.core.http.Begun;
import dev.yatagarasu.core.http.Body;
import dev.yatagarasu.core.http.Request;
import dev.yatagarasu.core.http.Work;
import dev.yatagarasu.testkit.ManualClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/**
 * A test of the engine over storage in memory: it does what a front end does. Time stands still unless a test moves it. After each test nothing may be in progress
 * and every body that storage opened must have been closed, once.
 */
abstract class EngineTest {
    static final String CONTENT = "0123456789";

    final ManualClock clock = new ManualClock(Instant.parse("2025-03-01T12:00:00Z"));
    final ManualScheduler scheduler = new ManualScheduler();
    final MemoryStorage storage = new MemoryStorage().putVersion("a.txt", CONTENT, "v1");
    final List<RequestDone> events = new CopyOnWriteArrayList<>();
    private @Nullable Yatagarasu engine;

    static BucketConfig.Builder bucket(String name, String prefix, MemoryStorage storage) {
        return BucketConfig.publicBucket(name, prefix, new StorageConfig.Provided(storage));
    }

    static BucketConfig.Builder uncached(String name, String prefix, MemoryStorage storage) {
        return bucket(name, prefix, storage).cache(BucketCacheConfig.disabled());
    }

    static YatagarasuConfig config(BucketConfig.Builder... buckets) {
        YatagarasuConfig.Builder config = YatagarasuConfig.builder();
        for (BucketConfig.Builder bucket : buckets) {
            config.bucket(bucket.build());
        }
        return config.build();
    }

    /** One bucket, cached, at the root. */
    YatagarasuConfig cached() {
        return config(bucket("files", "/", storage));
    }

    /** One bucket, not cached, at the root. */
    YatagarasuConfig uncached() {
        return config(uncached("files", "/", storage));
    }

    final Yatagarasu start(YatagarasuConfig config) {
        return start(config, builder -> builder);
    }

    final Yatagarasu start(YatagarasuConfig config, UnaryOperator<YatagarasuBuilder> settings) {
        engine = settings.apply(Yatagarasu.builder()
                        .config(config)
                        .clock(clock)
                        .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                        .executor(Runnable::run)
                        .scheduler(scheduler)
                        .listener(new Listener() {
                            @Override
                            public void requestDone(RequestDone event) {
                                events.add(event);
                            }
                        }))
                .build();
        return engine;
    }

    final Yatagarasu engine() {
        return engine == null ? start(cached()) : engine;
    }

    @AfterEach
    final void nothingIsLeft() {
        Yatagarasu started = engine;
        if (started != null) {
            Assertions.assertThat(started.requestsInFlight()).as("in progress").isZero();
            started.close();
        }
        Assertions.assertThat(storage.closed.get()).as("bodies closed").isEqualTo(storage.opened.get());
    }

    final Begun begin(String method, String target, String... headers) {
        return engine().begin(Request.of(method, target, Headers.of(headers)));
    }

    /** The answer, not sent yet. */
    final Answer answer(String method, String target, String... headers) {
        return switch (begin(method, target, headers)) {
            case Answer answer -> answer;
            case Work work -> work.finish();
        };
    }

    final Reply get(String target, String... headers) {
        return send("GET", target, headers);
    }

    final Reply send(String method, String target, String... headers) {
        Begun begun = begin(method, target, headers);
        return switch (begun) {
            case Answer answer -> receive(answer, true);
            case Work work -> receive(work.finish(), false);
        };
    }

    /** Reads an answer to its end and reports back, as a front end does. */
    static Reply receive(Answer answer, boolean fast) {
        Headers.Builder headers = answer.fixedHeaders().headers().toBuilder();
        answer.ownHeaders().forEach(headers::addLowerCase);
        try {
            String text = new String(bytes(answer.body()), StandardCharsets.ISO_8859_1);
            answer.completed(text.length());
            return new Reply(answer.status(), headers.build(), text, fast);
        } catch (IOException e) {
            answer.aborted(0);
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            answer.aborted(0);
            throw e;
        }
    }

    private static byte[] bytes(Body body) throws IOException {
        return switch (body) {
            case Body.None none -> new byte[0];
            case Body.Stream stream -> stream.stream().readAllBytes();
            case Body.Unsized unsized -> unsized.stream().readAllBytes();
            case Body.Pieces pieces -> new BodyStream(pieces.source(), pieces.length()).readAllBytes();
            case Body.Buffers buffers -> {
                ByteArrayOutputStream all = new ByteArrayOutputStream();
                for (ByteBuffer buffer : buffers.buffers()) {
                    byte[] bytes = new byte[buffer.remaining()];
                    buffer.get(bytes);
                    all.writeBytes(bytes);
                }
                yield all.toByteArray();
            }
        };
    }
}
