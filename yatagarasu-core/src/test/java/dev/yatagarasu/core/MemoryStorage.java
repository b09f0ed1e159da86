package dev.yatagarasu.core;

import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.api.storage.ByteRange;
import dev.yatagarasu.api.storage.ListPage;
import dev.yatagarasu.api.storage.ListRequest;
import dev.yatagarasu.api.storage.StorageBackend;
import dev.yatagarasu.api.storage.StorageHealth;
import dev.yatagarasu.api.storage.StorageRequest;
import dev.yatagarasu.api.storage.StorageResponse;
import dev.yatagarasu.core.http.Conditions;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Storage in memory that writes down what it is asked, counts what it opens and closes, and answers wrongly on demand. */
final class MemoryStorage implements StorageBackend {
    static final String MODIFIED = "Sun, 06 Nov 1994 08:49:37 GMT";

    /** One question. */
    record Call(String method, StorageRequest request) {}

    /** Answers instead of the storage, or in its name. */
    interface Fault {
        StorageResponse answer(Call call, Supplier<StorageResponse> honest);
    }

    private record Stored(Headers headers, String content) {
        byte[] bytes() {
            return content.getBytes(StandardCharsets.UTF_8);
        }
    }

    final List<Call> calls = new CopyOnWriteArrayList<>();
    final AtomicInteger opened = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();
    final AtomicInteger closings = new AtomicInteger();
    volatile Fault fault = (call, honest) -> honest.get();
    volatile Supplier<StorageHealth> health = StorageHealth.Up::new;
    volatile boolean ignoresConditions;
    volatile boolean ignoresRanges;
    volatile boolean lists = true;
    /** Leaves out how large objects are, and has no ranges of them. */
    volatile boolean hidesSizes;

    volatile boolean endIsProven = true;
    volatile boolean keepsVersions;
    volatile int pageSize = ListRequest.MOST;
    private final Map<String, Stored> objects = new ConcurrentHashMap<>();

    MemoryStorage put(String key, String content, String... headers) {
        objects.put(key, new Stored(Headers.of(headers), content));
        return this;
    }

    /** An object with the validators of that version. */
    MemoryStorage putVersion(String key, String content, String version) {
        return put(key, content, "content-type", "text/plain", "etag", '"' + version + '"', "last-modified", MODIFIED);
    }

    void delete(String key) {
        objects.remove(key);
    }

    @Override
    public StorageResponse get(StorageRequest request) {
        return answer(new Call("GET", request));
    }

    @Override
    public StorageResponse head(StorageRequest request) {
        return answer(new Call("HEAD", request));
    }

    private StorageResponse answer(Call call) {
        calls.add(call);
        return fault.answer(call, () -> honest(call));
    }

    private StorageResponse honest(Call call) {
        StorageRequest request = call.request();
        Stored object = objects.get(
                request.version().map(version -> request.key() + "?" + version).orElse(request.key()));
        if (object == null) {
            return new StorageResponse.NotFound();
        }
        if (!ignoresConditions) {
            switch (Conditions.evaluate(request.preconditions(), object.headers())) {
                case FAILED -> {
                    return new StorageResponse.PreconditionFailed();
                }
                case NOT_MODIFIED -> {
                    return new StorageResponse.NotModified(object.headers());
                }
                case PROCEED -> {}
            }
        }
        if (call.method().equals("HEAD")) {
            return whole(object, new byte[0]);
        }
        return request.range().isEmpty() || ignoresRanges || hidesSizes
                ? whole(object, object.bytes())
                : part(object, request.range().get());
    }

    private StorageResponse whole(Stored object, byte[] body) {
        if (hidesSizes) {
            return new StorageResponse.Unsized(object.headers(), endIsProven, body(body));
        }
        return new StorageResponse.Whole(object.headers(), object.bytes().length, body(body));
    }

    private StorageResponse part(Stored object, ByteRange range) {
        int size = object.bytes().length;
        Optional<ByteRange.Span> span = range.resolve(size);
        if (span.isEmpty()) {
            return new StorageResponse.RangeNotSatisfiable(OptionalLong.of(size));
        }
        byte[] bytes = Arrays.copyOfRange(
                object.bytes(), (int) span.get().first(), (int) span.get().last() + 1);
        return new StorageResponse.Partial(object.headers(), span.get(), size, body(bytes));
    }

    /** A body that counts as open until it is closed. */
    InputStream body(byte[] bytes) {
        opened.incrementAndGet();
        return new ByteArrayInputStream(bytes) {
            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
    }

    @Override
    public Optional<ListPage> list(ListRequest request) {
        if (!lists) {
            return Optional.empty();
        }
        List<ListPage.Entry> left = new TreeMap<>(objects)
                .entrySet().stream()
                        .filter(object -> object.getKey().startsWith(request.prefix()))
                        .filter(object -> request.after().isEmpty()
                                || object.getKey().compareTo(request.after().get()) > 0)
                        .map(object -> new ListPage.Entry(
                                object.getKey(), object.getValue().bytes().length))
                        .toList();
        List<ListPage.Entry> page = left.subList(0, Math.min(pageSize, left.size()));
        return Optional.of(new ListPage(
                page, left.size() > page.size() ? Optional.of(page.getLast().key()) : Optional.empty()));
    }

    @Override
    public boolean keepsVersions() {
        return keepsVersions;
    }

    List<String> methods() {
        return calls.stream().map(Call::method).toList();
    }

    @Override
    public StorageHealth probe() {
        return health.get();
    }

    @Override
    public void close() {
        closings.incrementAndGet();
    }
}
