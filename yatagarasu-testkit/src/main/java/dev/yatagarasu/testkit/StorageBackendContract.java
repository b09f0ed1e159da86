package dev.yatagarasu.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.yatagarasu.api.storage.ByteRange;
import dev.yatagarasu.api.storage.ListPage;
import dev.yatagarasu.api.storage.ListRequest;
import dev.yatagarasu.api.storage.Preconditions;
import dev.yatagarasu.api.storage.StorageBackend;
import dev.yatagarasu.api.storage.StorageException;
import dev.yatagarasu.api.storage.StorageHealth;
import dev.yatagarasu.api.storage.StorageRequest;
import dev.yatagarasu.api.storage.StorageResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The contract of every {@link StorageBackend}. Extend it in a test of the backend, in a class that gives each test a
 * backend and a way to put objects into its storage.
 */
public abstract class StorageBackendContract {
    private static final byte[] HELLO = "Hello, crow with three legs!".getBytes(StandardCharsets.UTF_8);

    /** The backend under test; the same during one test. */
    protected abstract StorageBackend backend();

    /** Puts an object into the backend's storage. */
    protected abstract void store(String key, byte[] content, String contentType) throws IOException;

    /**
     * Makes storage answer the next request for an object without its size, for example in chunks. Returns false if
     * storage never does that; the tests of it are then skipped.
     */
    protected boolean storeUnsized(String key, byte[] content) throws IOException {
        return false;
    }

    /** Unusual keys that this storage supports; override it if it does not support all of them. */
    protected Stream<String> oddKeys() {
        return Stream.of(
                "with space.txt",
                "plus+.txt",
                "(brackets)!'.txt",
                "a,b;c=d@e&f$g*h.txt",
                "colon:.txt",
                "héllo/日本語/🦅.txt",
                "literal%2Fescape%20.txt",
                "percent%.txt",
                "tilde~_-.txt",
                "question?.txt",
                "hash#.txt",
                "deep/er/and/deeper/still.txt",
                "...dots/..more./x..txt",
                "quote\"<>{}|^`[].txt");
    }

    @Test
    final void get_whole_givesBytesSizeAndHeaders() throws IOException {
        store("a/hello.txt", HELLO, "text/plain");
        try (StorageResponse response = backend().get(StorageRequest.whole("a/hello.txt"))) {
            StorageResponse.Whole whole = whole(response);
            assertThat(whole.size()).isEqualTo(HELLO.length);
            assertThat(whole.body().readAllBytes()).isEqualTo(HELLO);
            assertThat(whole.headers().first("content-type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
            assertThat(whole.headers().firstOr("etag", "")).matches("\".+\"");
            assertThat(whole.headers().contains("last-modified")).isTrue();
        }
    }

    @Test
    final void get_whole_leavesFramingHeadersOut() throws IOException {
        store("framing.txt", HELLO, "text/plain");
        try (StorageResponse response = backend().get(StorageRequest.whole("framing.txt"))) {
            for (String name : List.of("content-length", "content-range", "transfer-encoding", "connection")) {
                assertThat(whole(response).headers().contains(name)).as(name).isFalse();
            }
        }
    }

    @Test
    final void get_emptyObject_isWholeWithoutBytes() throws IOException {
        store("empty.txt", new byte[0], "text/plain");
        try (StorageResponse response = backend().get(StorageRequest.whole("empty.txt"))) {
            assertThat(whole(response).size()).isZero();
            assertThat(whole(response).body().read()).isEqualTo(-1);
        }
    }

    @Test
    final void get_largeObject_arrivesUnchanged() throws IOException {
        byte[] large = new byte[5 * 1024 * 1024 + 17];
        new Random(42).nextBytes(large);
        store("large.bin", large, "application/octet-stream");
        try (StorageResponse response = backend().get(StorageRequest.whole("large.bin"))) {
            assertThat(Arrays.equals(whole(response).body().readAllBytes(), large))
                    .isTrue();
        }
    }

    @TestFactory
    final Stream<DynamicTest> get_range_givesThatPart() throws IOException {
        store("range.txt", HELLO, "text/plain");
        int size = HELLO.length;
        return Stream.of(
                        new ByteRange.Span(0, 0),
                        new ByteRange.Span(0, size - 1L),
                        new ByteRange.Span(7, 10),
                        new ByteRange.Span(7, Long.MAX_VALUE),
                        new ByteRange.Span(7, size + 1000L),
                        new ByteRange.Span(size - 1L, size - 1L),
                        new ByteRange.Suffix(1),
                        new ByteRange.Suffix(5),
                        new ByteRange.Suffix(size),
                        new ByteRange.Suffix(size + 1000L))
                .map(range -> DynamicTest.dynamicTest(range.toString(), () -> assertRange("range.txt", range, HELLO)));
    }

    private void assertRange(String key, ByteRange range, byte[] content) throws IOException {
        ByteRange.Span span = range.resolve(content.length).orElseThrow();
        byte[] part = Arrays.copyOfRange(content, (int) span.first(), (int) span.last() + 1);
        try (StorageResponse response = backend().get(ranged(key, range))) {
            assertThat(response).isInstanceOf(StorageResponse.Partial.class);
            StorageResponse.Partial partial = (StorageResponse.Partial) response;
            assertThat(partial.span()).isEqualTo(span);
            assertThat(partial.size()).isEqualTo(content.length);
            assertThat(partial.body().readAllBytes()).isEqualTo(part);
            assertThat(partial.headers().contains("etag")).isTrue();
        }
    }

    @Test
    final void get_sizeNotTold_isUnsizedToItsEnd() throws IOException {
        assumeTrue(storeUnsized("unsized.txt", HELLO), "this storage always tells sizes");
        try (StorageResponse response = backend().get(ranged("unsized.txt", new ByteRange.Span(2, 3)))) {
            assertThat(response).isInstanceOf(StorageResponse.Unsized.class);
            StorageResponse.Unsized unsized = (StorageResponse.Unsized) response;
            assertThat(unsized.body().readAllBytes()).isEqualTo(HELLO);
            assertThat(unsized.body().read()).isEqualTo(-1);
            assertThat(unsized.headers().contains("transfer-encoding")).isFalse();
        }
    }

    /** The current object in place of another version would be taken for that. */
    @Test
    final void get_versionThatIsNotThere_isNotTheCurrentOne() throws IOException {
        assumeTrue(backend().keepsVersions(), "this storage keeps no versions");
        store("version.txt", HELLO, "text/plain");
        StorageRequest other = StorageRequest.whole("version.txt").ofVersion("no-such-version");
        try (StorageResponse response = backend().get(other)) {
            assertThat(response).isInstanceOf(StorageResponse.NotFound.class);
        } catch (StorageException e) {
            assertThat(e.kind()).isIn(StorageException.Kind.BROKEN, StorageException.Kind.REFUSED);
        }
    }

    @Test
    final void get_rangeBehindTheEnd_isNotSatisfiable() throws IOException {
        store("short.txt", HELLO, "text/plain");
        assertNotSatisfiable("short.txt", new ByteRange.Span(HELLO.length, Long.MAX_VALUE), HELLO.length);
        assertNotSatisfiable("short.txt", new ByteRange.Span(Long.MAX_VALUE - 1, Long.MAX_VALUE), HELLO.length);
    }

    private void assertNotSatisfiable(String key, ByteRange range, long size) {
        try (StorageResponse response = backend().get(ranged(key, range))) {
            assertThat(response).isInstanceOf(StorageResponse.RangeNotSatisfiable.class);
            OptionalLong told = ((StorageResponse.RangeNotSatisfiable) response).size();
            assertThat(told.orElse(size)).isEqualTo(size);
        }
    }

    @Test
    final void head_object_givesTheHeadersOfGetAndNoBytes() throws IOException {
        store("head.txt", HELLO, "text/plain");
        try (StorageResponse head = backend().head(StorageRequest.whole("head.txt"));
                StorageResponse get = backend().get(StorageRequest.whole("head.txt"))) {
            assertThat(whole(head).size()).isEqualTo(HELLO.length);
            assertThat(whole(head).body().readAllBytes()).isEmpty();
            for (String name : List.of("etag", "last-modified", "content-type")) {
                assertThat(whole(head).headers().first(name))
                        .as(name)
                        .isEqualTo(whole(get).headers().first(name));
            }
        }
    }

    @Test
    final void head_withRange_ignoresTheRange() throws IOException {
        store("head-range.txt", HELLO, "text/plain");
        try (StorageResponse head = backend().head(ranged("head-range.txt", new ByteRange.Span(1, 2)))) {
            assertThat(whole(head).size()).isEqualTo(HELLO.length);
        }
    }

    @Test
    final void getAndHead_missingObject_areNotFound() {
        for (String key : List.of("missing.txt", "missing/", "no/such/thing", "%")) {
            try (StorageResponse get = backend().get(StorageRequest.whole(key));
                    StorageResponse head = backend().head(StorageRequest.whole(key))) {
                assertThat(get).as(key).isInstanceOf(StorageResponse.NotFound.class);
                assertThat(head).as(key).isInstanceOf(StorageResponse.NotFound.class);
            }
        }
    }

    @Test
    final void get_prefixOfAKey_isNotFound() throws IOException {
        store("folder/inside.txt", HELLO, "text/plain");
        for (String key : List.of("folder", "folder/", "folder/inside", "older/inside.txt")) {
            try (StorageResponse response = backend().get(StorageRequest.whole(key))) {
                assertThat(response).as(key).isInstanceOf(StorageResponse.NotFound.class);
            }
        }
    }

    @TestFactory
    final Stream<DynamicTest> get_oddKey_givesThatObjectAndNoOther() {
        return oddKeys()
                .map(key -> DynamicTest.dynamicTest(key, () -> {
                    byte[] content = key.getBytes(StandardCharsets.UTF_8);
                    store(key, content, "text/plain");
                    try (StorageResponse response = backend().get(StorageRequest.whole(key));
                            StorageResponse head = backend().head(StorageRequest.whole(key))) {
                        assertThat(whole(response).body().readAllBytes()).isEqualTo(content);
                        assertThat(whole(head).size()).isEqualTo(content.length);
                    }
                }));
    }

    /** A backend that cannot list says so always; the others list page by page what {@link StorageBackend#get} gives. */
    @Test
    final void list_prefix_givesEveryObjectOnceWhateverThePage() throws IOException {
        List<String> stored =
                new ArrayList<>(oddKeys().map(key -> "listed/" + key).toList());
        for (int i = 0; i < 12; i++) {
            stored.add("listed/many/" + i + (i % 2 == 0 ? "/in a folder.txt" : ".txt"));
        }
        for (String key : stored) {
            store(key, key.getBytes(StandardCharsets.UTF_8), "text/plain");
        }
        store("listed-too.txt", HELLO, "text/plain");
        for (int limit : new int[] {1, 7, ListRequest.MOST}) {
            Optional<List<ListPage.Entry>> listed = listed(new ListRequest("listed/", Optional.empty(), limit));
            assumeTrue(listed.isPresent(), "this storage cannot list");
            assertThat(listed.get())
                    .extracting(ListPage.Entry::key)
                    .as("limit %d", limit)
                    .containsExactlyInAnyOrderElementsOf(stored);
            assertThat(listed.get())
                    .allMatch(entry -> entry.size() == entry.key().getBytes(StandardCharsets.UTF_8).length);
        }
    }

    @Test
    final void list_prefixWithinASegment_isNoPathAndNoPattern() throws IOException {
        store("part/one-1.txt", HELLO, "text/plain");
        store("part/one-2.txt", HELLO, "text/plain");
        store("part/on%.txt", HELLO, "text/plain");
        Optional<List<ListPage.Entry>> listed = listed(ListRequest.first("part/one"));
        assumeTrue(listed.isPresent(), "this storage cannot list");
        assertThat(listed.get())
                .extracting(ListPage.Entry::key)
                .containsExactlyInAnyOrder("part/one-1.txt", "part/one-2.txt");
        for (String prefix : List.of("part/o*", "part/%", "PART/one", "part/one-1.txt/", "part/none")) {
            assertThat(listed(ListRequest.first(prefix)).orElseThrow())
                    .as(prefix)
                    .isEmpty();
        }
        assertThat(listed(ListRequest.first("part/one-1.txt")).orElseThrow()).hasSize(1);
    }

    private Optional<List<ListPage.Entry>> listed(ListRequest first) {
        List<ListPage.Entry> all = new ArrayList<>();
        Optional<ListRequest> next = Optional.of(first);
        while (next.isPresent()) {
            ListRequest request = next.get();
            Optional<ListPage> page = backend().list(request);
            if (page.isEmpty()) {
                assertThat(all).as("a storage that can list can always").isEmpty();
                return Optional.empty();
            }
            assertThat(page.get().objects()).hasSizeLessThanOrEqualTo(request.limit());
            all.addAll(page.get().objects());
            next = page.get().next().map(request::after);
        }
        return Optional.of(all);
    }

    @Test
    final void get_ifNoneMatchOwnEtag_isNotModifiedOrTheSameObject() throws IOException {
        String etag = storedEtag("condition.txt");
        Preconditions condition =
                new Preconditions(Optional.empty(), Optional.empty(), Optional.of(etag), Optional.empty());
        try (StorageResponse response = backend().get(conditional("condition.txt", condition))) {
            if (response instanceof StorageResponse.NotModified notModified) {
                assertThat(notModified.headers().firstOr("etag", etag)).isEqualTo(etag);
            } else {
                assertThat(whole(response).headers().firstOr("etag", "")).isEqualTo(etag);
            }
        }
    }

    @Test
    final void get_ifNoneMatchOtherEtag_isTheObject() throws IOException {
        storedEtag("other.txt");
        Preconditions condition =
                new Preconditions(Optional.empty(), Optional.empty(), Optional.of("\"other\""), Optional.empty());
        try (StorageResponse response = backend().get(conditional("other.txt", condition))) {
            assertThat(whole(response).body().readAllBytes()).isEqualTo(HELLO);
        }
    }

    @Test
    final void get_ifMatchOwnEtag_isTheObject() throws IOException {
        String etag = storedEtag("match.txt");
        try (StorageResponse response = backend().get(conditional("match.txt", Preconditions.ifMatch(etag)))) {
            assertThat(whole(response).body().readAllBytes()).isEqualTo(HELLO);
        }
    }

    @Test
    final void get_ifMatchOtherEtag_failsOrShowsTheRealEtag() throws IOException {
        String etag = storedEtag("mismatch.txt");
        try (StorageResponse response = backend().get(conditional("mismatch.txt", Preconditions.ifMatch("\"no\"")))) {
            if (!(response instanceof StorageResponse.PreconditionFailed)) {
                assertThat(whole(response).headers().firstOr("etag", "")).isEqualTo(etag);
            }
        }
    }

    @Test
    final void get_objectReplaced_changesTheEtag() throws IOException {
        String before = storedEtag("replaced.txt");
        store("replaced.txt", "another length altogether".getBytes(StandardCharsets.UTF_8), "text/plain");
        try (StorageResponse response = backend().head(StorageRequest.whole("replaced.txt"))) {
            assertThat(whole(response).headers().firstOr("etag", "")).isNotEqualTo(before);
        }
    }

    @Test
    final void close_beforeTheEnd_leavesTheBackendUsable() throws IOException {
        byte[] large = new byte[1024 * 1024];
        store("closing.bin", large, "application/octet-stream");
        for (int i = 0; i < 50; i++) {
            try (StorageResponse response = backend().get(StorageRequest.whole("closing.bin"))) {
                InputStream body = whole(response).body();
                assertThat(body.readNBytes(10)).hasSize(10);
            }
        }
        assertRange("closing.bin", new ByteRange.Span(5, 9), large);
    }

    @Test
    final void get_byManyThreads_givesEachItsOwnObject() throws Exception {
        for (int i = 0; i < 8; i++) {
            store("parallel-" + i, ("content " + i).repeat(1000).getBytes(StandardCharsets.UTF_8), "text/plain");
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                String key = "parallel-" + i % 8;
                answers.add(threads.submit(() -> text(key)));
            }
            for (int i = 0; i < 64; i++) {
                assertThat(answers.get(i).get(30, TimeUnit.SECONDS)).isEqualTo(("content " + i % 8).repeat(1000));
            }
        }
    }

    @Test
    final void probe_storageThere_isUp() {
        assertThat(backend().probe()).isEqualTo(new StorageHealth.Up());
    }

    private String text(String key) throws IOException {
        try (StorageResponse response = backend().get(StorageRequest.whole(key))) {
            return new String(whole(response).body().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String storedEtag(String key) throws IOException {
        store(key, HELLO, "text/plain");
        try (StorageResponse response = backend().head(StorageRequest.whole(key))) {
            return whole(response).headers().first("etag").orElseThrow();
        }
    }

    private static StorageResponse.Whole whole(StorageResponse response) {
        assertThat(response).isInstanceOf(StorageResponse.Whole.class);
        return (StorageResponse.Whole) response;
    }

    private static StorageRequest ranged(String key, ByteRange range) {
        return new StorageRequest(key, Optional.of(range), Preconditions.none());
    }

    private static StorageRequest conditional(String key, Preconditions preconditions) {
        return new StorageRequest(key, Optional.empty(), preconditions);
    }
}
