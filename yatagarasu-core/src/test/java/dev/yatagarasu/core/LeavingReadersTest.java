package dev.yatagarasu.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.api.cache.BlockKey;
import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.api.storage.Preconditions;
import dev.yatagarasu.api.storage.StorageResponse;
import dev.yatagarasu.core.http.Answer;
import dev.yatagarasu.core.http.Body;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that share one transfer from storage leave it, dawdle, or see it break off. */
class LeavingReadersTest extends EngineTest {
    private static final int BLOCKS = 6;
    private static final int SIZE = (BLOCKS - 1) * BlockKey.BLOCK_SIZE + 77;

    private final String content = new Random(6)
            .ints(SIZE, 'a', 'z' + 1)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();

    @BeforeEach
    void put() {
        storage.putVersion("large", content, "v1");
    }

    private static String next(Answer answer) throws IOException {
        ByteBuffer bytes = ((Body.Pieces) answer.body()).source().next();
        return StandardCharsets.ISO_8859_1.decode(bytes.duplicate()).toString();
    }

    private static String rest(Answer answer, int from) throws IOException {
        StringBuilder rest = new StringBuilder();
        while (from + rest.length() < ((Body.Sized) answer.body()).length()) {
            rest.append(next(answer));
        }
        answer.completed();
        return rest.toString();
    }

    @Test
    void get_leaderAbortsHalfWay_othersGetAllOfItFromTheSameRequest() throws IOException {
        Answer leader = answer("GET", "/large");
        Answer other = answer("GET", "/large");
        int read = next(leader).length() + next(leader).length();
        leader.aborted(read);

        assertThat(rest(other, 0)).isEqualTo(content);

        assertThat(storage.calls).hasSize(1);
        assertThat(get("/large").fast()).isTrue();
    }

    @Test
    void get_slowLeader_holdsUpNobodyAndGetsAllOfIt() throws IOException {
        Answer leader = answer("GET", "/large");
        String first = next(leader);
        Answer other = answer("GET", "/large");

        assertThat(rest(other, 0)).isEqualTo(content);
        assertThat(first + rest(leader, first.length())).isEqualTo(content);

        assertThat(storage.calls).hasSize(1);
    }

    @Test
    void get_rangeFurtherOnWhileAllIsRead_sharesTheTransferWhenItIsNear() throws IOException {
        Answer whole = answer("GET", "/large");
        next(whole);
        int start = 3 * BlockKey.BLOCK_SIZE + 9;

        assertThat(get("/large", "range", "bytes=" + start + "-" + (start + 99)).text())
                .isEqualTo(content.substring(start, start + 100));
        assertThat(rest(whole, BlockKey.BLOCK_SIZE)).isEqualTo(content.substring(BlockKey.BLOCK_SIZE));

        assertThat(storage.calls).hasSize(1);
    }

    /** Who wanted the block before the first one of a transfer joined it again and again, and gave up. */
    @Test
    void get_startWhileOnlyWhatComesAfterItIsRead_isAskedForAsWell() throws IOException {
        Answer later = answer("GET", "/large", "range", "bytes=" + BlockKey.BLOCK_SIZE + "-");

        assertThat(get("/large", "range", "bytes=0-9").text()).isEqualTo(content.substring(0, 10));
        assertThat(rest(later, 0)).isEqualTo(content.substring(BlockKey.BLOCK_SIZE));

        assertThat(storage.calls).hasSize(2);
    }

    @Test
    void get_everybodyLeaves_endsTheTransferAtOnce() throws IOException {
        Answer one = answer("GET", "/large");
        Answer two = answer("GET", "/large");
        next(one);

        one.aborted(BlockKey.BLOCK_SIZE);
        assertThat(storage.closed.get()).isZero();
        two.aborted(0);
        assertThat(storage.closed.get()).isEqualTo(1);

        assertThat(get("/large").text()).isEqualTo(content);
    }

    @Test
    void get_storageBreaksOffHalfWay_looksWholeToNobodyAndTheNextAsksForTheRest() throws IOException {
        byte[] half = Arrays.copyOf(content.getBytes(StandardCharsets.ISO_8859_1), SIZE / 2);
        storage.fault = (call, honest) -> new StorageResponse.Whole(
                Headers.of("etag", "\"v1\"", "content-type", "text/plain"), SIZE, storage.body(half));
        Answer leader = answer("GET", "/large");
        Answer other = answer("GET", "/large");
        storage.fault = (call, honest) -> honest.get();

        assertThatThrownBy(() -> receive(leader, false)).isInstanceOf(UncheckedIOException.class);
        assertThat(rest(other, 0)).isEqualTo(content);

        assertThat(storage.calls).hasSize(2);
        assertThat(storage.calls.getLast().request().preconditions()).isEqualTo(Preconditions.ifMatch("\"v1\""));
    }

    /** Who waited for a transfer that found another object was told that storage had broken off. */
    @Test
    void get_objectHasChangedWhenTheTransferOfTwoBegins_isTheNewOneForBoth() throws Exception {
        get("/large", "range", "bytes=0-0");
        String changed = content.toUpperCase(Locale.ROOT);
        storage.putVersion("large", changed, "v2");
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch bothWait = new CountDownLatch(1);
        storage.fault = (call, honest) -> {
            if (call.request().preconditions().equals(Preconditions.ifMatch("\"v1\""))) {
                asked.countDown();
                await(bothWait);
            }
            return honest.get();
        };
        FutureTask<Reply> leader = new FutureTask<>(() -> get("/large"));
        FutureTask<Reply> other = new FutureTask<>(() -> get("/large"));
        new Thread(leader).start();
        await(asked);
        Thread waiting = new Thread(other);
        waiting.start();
        while (waiting.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        bothWait.countDown();

        for (FutureTask<Reply> each : List.of(leader, other)) {
            Reply reply = each.get(30, TimeUnit.SECONDS);
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.text()).isEqualTo(changed);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
