package dev.yatagarasu.core.internal.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.yatagarasu.api.plugin.ComponentContext;
import dev.yatagarasu.api.storage.ByteRange;
import dev.yatagarasu.api.storage.Preconditions;
import dev.yatagarasu.api.storage.StorageException;
import dev.yatagarasu.api.storage.StorageRequest;
import dev.yatagarasu.api.storage.StorageResponse;
import dev.yatagarasu.core.config.S3Config;
import dev.yatagarasu.testkit.OriginFault;
import dev.yatagarasu.testkit.OriginObject;
import dev.yatagarasu.testkit.VerifyingOrigin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;

/** A test of the S3 storage against an origin written by hand, both closed after each test. */
abstract class OriginTest {
    static final String BUCKET = "bucket";
    static final String KEY = "a/key.txt";
    static final byte[] CONTENT = "0123456789".getBytes(StandardCharsets.US_ASCII);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    final VerifyingOrigin origin = keep(VerifyingOrigin.start());

    OriginTest() {
        origin.put(BUCKET, KEY, OriginObject.of(CONTENT, "text/plain"));
    }

    static ComponentContext context(Clock clock) {
        return new ComponentContext("test", clock, Runnable::run);
    }

    final <T extends AutoCloseable> T keep(T closeable) {
        opened.push(closeable);
        return closeable;
    }

    static S3Config.Builder configFor(VerifyingOrigin origin) {
        return S3Config.builder(BUCKET, "us-east-1")
                .endpoint(origin.endpoint())
                .credentials(VerifyingOrigin.ACCESS_KEY, VerifyingOrigin.SECRET_KEY);
    }

    final S3Storage storage() {
        return storage(UnaryOperator.identity());
    }

    final S3Storage storage(UnaryOperator<S3Config.Builder> settings) {
        S3Config config = settings.apply(configFor(origin)).build();
        return keep(S3Storage.open(config, context(Clock.systemUTC())));
    }

    static StorageRequest ranged(String key, ByteRange range) {
        return new StorageRequest(key, Optional.of(range), Preconditions.none());
    }

    static StorageRequest whole() {
        return StorageRequest.whole(KEY);
    }

    static String text(StorageResponse response) throws IOException {
        assertThat(response).isInstanceOf(StorageResponse.WithBody.class);
        try (response) {
            byte[] bytes = ((StorageResponse.WithBody) response).body().readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    static StorageException failure(ThrowingCallable call) {
        StorageException failure = catchThrowableOfType(StorageException.class, call);
        assertThat(failure).isNotNull();
        return failure;
    }

    final void assertFailure(S3Storage storage, OriginFault fault, StorageException.Kind kind, String... words) {
        origin.next(fault);
        StorageException failure = failure(() -> storage.get(whole()));
        assertThat(failure.kind()).as(failure.getMessage()).isEqualTo(kind);
        assertThat(Arrays.asList(words)).allSatisfy(word -> assertThat(failure).hasMessageContaining(word));
    }

    @AfterEach
    final void closeAll() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }
}
