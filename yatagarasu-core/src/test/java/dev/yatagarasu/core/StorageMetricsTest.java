package dev.yatagarasu.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.codahale.metrics.MetricRegistry;
import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.api.storage.StorageException;
import dev.yatagarasu.api.storage.StorageResponse;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is counted of a bucket's storage. */
class StorageMetricsTest extends EngineTest {
    private final MetricRegistry metrics = new MetricRegistry();

    @BeforeEach
    void startCounting() {
        start(
                config(bucket("files", "/files", storage), uncached("other", "/other", storage)),
                builder -> builder.metrics(metrics));
    }

    private long count(String name) {
        return metrics.counter(name).getCount();
    }

    private long requests(String bucket, String operation) {
        return count("yatagarasu_storage_requests{bucket=\"" + bucket + "\",operation=\"" + operation + "\"}");
    }

    private long errors(String bucket, StorageException.Kind kind) {
        String name = kind.name().toLowerCase(Locale.ROOT);
        return count("yatagarasu_storage_errors{bucket=\"" + bucket + "\",kind=\"" + name + "\"}");
    }

    private long answersTimed(String bucket) {
        return metrics.timer("yatagarasu_storage_first_byte_seconds{bucket=\"" + bucket + "\"}")
                .getCount();
    }

    @Test
    void requests_toStorage_areCountedByBucketAndOperation() {
        get("/files/a.txt");
        get("/files/a.txt");
        get("/other/a.txt");
        get("/other/missing");
        send("HEAD", "/other/a.txt");

        assertThat(requests("files", "get")).isEqualTo(1);
        assertThat(requests("files", "head")).isZero();
        assertThat(requests("other", "get")).isEqualTo(2);
        assertThat(requests("other", "head")).isEqualTo(1);
        assertThat(answersTimed("files")).isEqualTo(1);
        assertThat(answersTimed("other")).isEqualTo(3);
        assertThat(count("yatagarasu_storage_read_bytes{bucket=\"files\"}")).isEqualTo(10);
        assertThat(count("yatagarasu_storage_read_bytes{bucket=\"other\"}")).isEqualTo(10);
    }

    @Test
    void errors_ofStorage_areCountedByKindAndAreNoAnswers() {
        for (StorageException.Kind kind : StorageException.Kind.values()) {
            storage.fault = (call, honest) -> {
                throw new StorageException(kind, "out of order");
            };
            get("/other/a.txt");
            assertThat(errors("other", kind)).isEqualTo(1);
        }
        storage.fault = (call, honest) -> {
            throw new IllegalStateException("a backend's own fault");
        };
        get("/other/a.txt");

        assertThat(errors("other", StorageException.Kind.BROKEN)).isEqualTo(2);
        assertThat(errors("files", StorageException.Kind.BROKEN)).isZero();
        assertThat(answersTimed("other")).isZero();
        assertThat(requests("other", "get")).isEqualTo(StorageException.Kind.values().length + 1);
    }

    @Test
    void errors_bodyThatBreaksOff_isCountedOnce() {
        storage.fault = (call, honest) -> new StorageResponse.Whole(
                Headers.empty(), 10, new FilterInputStream(new ByteArrayInputStream(new byte[4])) {
                    @Override
                    public int read(byte[] into, int offset, int length) throws IOException {
                        int count = super.read(into, offset, length);
                        if (count < 0) {
                            throw new IOException("cut off");
                        }
                        return count;
                    }
                });

        assertThatThrownBy(() -> get("/other/a.txt")).isInstanceOf(UncheckedIOException.class);

        assertThat(errors("other", StorageException.Kind.BROKEN)).isEqualTo(1);
        assertThat(count("yatagarasu_storage_read_bytes{bucket=\"other\"}")).isEqualTo(4);
        assertThat(answersTimed("other")).isEqualTo(1);
    }

    @Test
    void errors_bodyThatTheClientDoesNotWant_isNone() {
        answer("GET", "/other/a.txt").aborted(0);

        assertThat(errors("other", StorageException.Kind.BROKEN)).isZero();
    }

    @Test
    void bytesFromStorage_bodiesOfErrors_areNone() {
        get("/files/a.txt");
        get("/files/missing");
        get("/files/missing");
        storage.fault = (call, honest) -> {
            throw new StorageException(StorageException.Kind.UNAVAILABLE, "out of order");
        };
        get("/files/b.txt");

        assertThat(engine().cache().statistics().buckets().getFirst().answers())
                .satisfies(answers -> assertThat(answers.bytesFromStorage()).isEqualTo(10))
                .satisfies(answers -> assertThat(answers.bytesFromCache()).isZero());
        assertThat(count("yatagarasu_storage_served_bytes{bucket=\"files\"}")).isEqualTo(10);
    }
}
