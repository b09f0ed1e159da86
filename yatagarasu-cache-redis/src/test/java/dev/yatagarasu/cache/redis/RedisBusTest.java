package dev.yatagarasu.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.api.YatagarasuException;
import dev.yatagarasu.api.cache.DecisionPurge;
import dev.yatagarasu.api.cache.InvalidationBus;
import dev.yatagarasu.api.cache.Purge;
import dev.yatagarasu.api.config.ConfigNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.params.ClientKillParams;
import redis.clients.jedis.params.XAddParams;

class RedisBusTest {
    private static final String STREAM = "yatagarasu:invalidations";
    private static final Duration A_WHILE = Duration.ofMillis(300);
    private static final Purge REPORT = Purge.key("files", "2026/report.pdf");

    @TempDir
    private Path directory;

    private final List<InvalidationBus> open = new ArrayList<>();
    private final HeardPurges heard = new HeardPurges();
    private RedisProcess server;

    @BeforeEach
    void startServer() {
        server = RedisProcess.start(directory);
    }

    @AfterEach
    void stop() {
        open.forEach(InvalidationBus::close);
        server.close();
    }

    private InvalidationBus bus() {
        Map<String, String> settings = Map.of("url", server.url(), "timeout", "500ms");
        InvalidationBus bus = new RedisBusFactory().create(ConfigNode.of(settings), Contexts.context());
        open.add(bus);
        return bus;
    }

    private InvalidationBus listening(HeardPurges receiver) {
        InvalidationBus bus = bus();
        bus.subscribe(Optional.empty(), receiver);
        awaitUp(bus);
        return bus;
    }

    private static void awaitUp(InvalidationBus bus) {
        Eventually.holds("the bus is up", bus::isUp);
    }

    private static void awaitDown(InvalidationBus bus) {
        Eventually.holds("the bus is down", () -> !bus.isUp());
    }

    @Test
    void publish_everyKind_isHeardInOrderByAllOthers() throws Exception {
        HeardPurges second = new HeardPurges();
        HeardPurges own = new HeardPurges();
        listening(heard);
        listening(second);
        InvalidationBus publisher = listening(own);
        List<Purge> purges = List.of(
                REPORT,
                Purge.prefix("files", "").softly(),
                Purge.tag("a:b", "rot\n\0\uD83E\uDD85"),
                Purge.bucket("файлы").softly(),
                Purge.key("", ""));

        purges.forEach(publisher::publish);

        for (Purge purge : purges) {
            assertThat(heard.next()).isEqualTo(purge.toString());
            assertThat(second.next()).isEqualTo(purge.toString());
        }
        assertThat(own.more(A_WHILE)).isEmpty();
    }

    @Test
    void publish_thousandTimes_tellsHowLongItTakes() {
        listening(heard);
        InvalidationBus publisher = bus();
        long[] nanos = new long[1000];
        for (int i = 0; i < nanos.length; i++) {
            long start = System.nanoTime();
            publisher.publish(REPORT);
            assertThat(heard.next()).isEqualTo(REPORT.toString());
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        System.out.printf(
                "A purge was heard by another instance after %d us (median), %d us (99 %%), %d us (longest)%n",
                nanos[500] / 1000, nanos[990] / 1000, nanos[999] / 1000);
    }

    @Test
    void publish_whileRedisIsAway_fails() {
        server.kill();
        assertThatThrownBy(() -> bus().publish(REPORT))
                .isInstanceOf(YatagarasuException.class)
                .hasMessageContaining(RedisProcess.HOST + ":" + server.port());
    }

    @Test
    void subscribe_emptyStream_hearsNothingOfThePast() throws Exception {
        listening(heard);
        assertThat(heard.more(A_WHILE)).isEmpty();
    }

    @Test
    void subscribe_positionStillThere_catchesUp() throws Exception {
        InvalidationBus first = listening(heard);
        InvalidationBus publisher = bus();
        publisher.publish(REPORT);
        heard.next();
        first.close();
        publisher.publish(Purge.bucket("one"));
        publisher.publish(Purge.bucket("two"));

        HeardPurges again = new HeardPurges();
        bus().subscribe(Optional.of(heard.position()), again);

        assertThat(again.next()).isEqualTo(Purge.bucket("one").toString());
        assertThat(again.next()).isEqualTo(Purge.bucket("two").toString());
        assertThat(again.more(A_WHILE)).isEmpty();
    }

    @Test
    void subscribe_positionTrimmedAway_hasMissedOnce() throws Exception {
        InvalidationBus first = listening(heard);
        InvalidationBus publisher = bus();
        publisher.publish(REPORT);
        heard.next();
        first.close();
        publisher.publish(Purge.bucket("one"));
        publisher.publish(Purge.bucket("two"));
        try (Jedis redis = server.jedis()) {
            redis.xtrim(STREAM, 1, false);
        }

        HeardPurges again = new HeardPurges();
        InvalidationBus back = bus();
        back.subscribe(Optional.of(heard.position()), again);

        assertThat(again.next()).isEqualTo("missed");
        publisher.publish(Purge.bucket("three"));
        assertThat(again.next()).isEqualTo(Purge.bucket("three").toString());
        assertThat(again.more(A_WHILE)).isEmpty();
    }

    @Test
    void subscribe_positionNobodyKnows_hasMissed() {
        for (String position : List.of("", "nonsense", "99999999999999-5", "1-1")) {
            HeardPurges each = new HeardPurges();
            bus().subscribe(Optional.of(position), each);
            assertThat(each.next()).as(position).isEqualTo("missed");
        }
    }

    @Test
    void flushedServer_whileListening_hasMissedOnce() throws Exception {
        InvalidationBus bus = listening(heard);
        bus().publish(REPORT);
        heard.next();
        try (Jedis redis = server.jedis()) {
            redis.flushAll();
        }
        assertThat(heard.next()).isEqualTo("missed");
        bus().publish(REPORT);
        assertThat(heard.next()).isEqualTo(REPORT.toString());
        assertThat(heard.more(A_WHILE)).isEmpty();
        assertThat(bus.isUp()).isTrue();
    }

    @Test
    void killedServer_comesBackEmpty_hasMissedOnce() throws Exception {
        InvalidationBus bus = listening(heard);
        server.kill();
        awaitDown(bus);
        server.restart();
        awaitUp(bus);
        assertThat(heard.next()).isEqualTo("missed");
        bus().publish(REPORT);
        assertThat(heard.next()).isEqualTo(REPORT.toString());
        assertThat(heard.more(A_WHILE)).isEmpty();
    }

    @Test
    void severedConnection_whilePurgesAreMade_catchesUp() throws Exception {
        listening(heard);
        InvalidationBus publisher = bus();
        publisher.publish(Purge.bucket("before"));
        assertThat(heard.next()).isEqualTo(Purge.bucket("before").toString());
        try (Jedis redis = server.jedis()) {
            redis.clientKill(ClientKillParams.clientKillParams().skipMe(ClientKillParams.SkipMe.YES));
        }
        for (int i = 0; i < 20; i++) {
            int number = i;
            Eventually.holds("published", () -> {
                publisher.publish(Purge.bucket("during " + number));
                return true;
            });
        }
        for (int i = 0; i < 20; i++) {
            assertThat(heard.next()).isEqualTo(Purge.bucket("during " + i).toString());
        }
        assertThat(heard.more(A_WHILE)).isEmpty();
    }

    @Test
    void pausedServer_isNoticedAndHeals() throws Exception {
        InvalidationBus bus = listening(heard);
        InvalidationBus publisher = bus();
        publisher.publish(Purge.bucket("before"));
        assertThat(heard.next()).isEqualTo(Purge.bucket("before").toString());
        server.pause();
        try {
            assertThatThrownBy(() -> publisher.publish(REPORT)).isInstanceOf(YatagarasuException.class);
            awaitDown(bus);
        } finally {
            server.resume();
        }
        awaitUp(bus);
        publisher.publish(Purge.bucket("after"));
        List<String> all = new ArrayList<>(List.of(heard.next()));
        all.addAll(heard.more(Duration.ofSeconds(1)));
        assertThat(all).contains(Purge.bucket("after").toString()).doesNotContain("missed");
    }

    @Test
    void awayAtStart_thenThere_hasMissedOnce() throws Exception {
        server.kill();
        InvalidationBus bus = bus();
        bus.subscribe(Optional.empty(), heard);
        assertThat(bus.isUp()).isFalse();
        assertThat(heard.more(A_WHILE)).isEmpty();
        server.restart();
        assertThat(heard.next()).isEqualTo("missed");
        awaitUp(bus);
        bus().publish(REPORT);
        assertThat(heard.next()).isEqualTo(REPORT.toString());
        assertThat(heard.more(A_WHILE)).isEmpty();
    }

    @Test
    void entryNobodyUnderstands_countsAsMissed() {
        listening(heard);
        try (Jedis redis = server.jedis()) {
            redis.xadd(STREAM, StreamEntryID.NEW_ENTRY, Map.of("m", "another version"));
            assertThat(heard.next()).isEqualTo("missed");
            redis.xadd(STREAM, StreamEntryID.NEW_ENTRY, Map.of("other", "field"));
            assertThat(heard.next()).isEqualTo("missed");
        }
        bus().publish(REPORT);
        assertThat(heard.next()).isEqualTo(REPORT.toString());
    }

    @Test
    void publish_decisionsToForget_areHeardInOrderWithPurges() {
        InvalidationBus hearing = bus();
        hearing.subscribe(Optional.empty(), heard);
        awaitUp(hearing);
        InvalidationBus publisher = bus();
        DecisionPurge ofAda = DecisionPurge.ofPrincipal("ada");

        publisher.publish(REPORT);
        publisher.publish(ofAda);

        assertThat(heard.next()).isEqualTo(REPORT.toString());
        assertThat(heard.next()).isEqualTo(ofAda.toString());
    }

    @Test
    void receiverThatThrows_isToldThatItMissedAndGoesOnHearing() {
        hearWith(new IllegalStateException("a receiver's fault"));
    }

    /** Of memory that ran out, for one. */
    @Test
    void receiverThatThrowsAnError_isToldThatItMissedAndGoesOnHearing() {
        hearWith(new OutOfMemoryError("a receiver's"));
    }

    private void hearWith(Throwable fault) {
        HeardPurges behind = heard;
        InvalidationBus bus = bus();
        bus.subscribe(Optional.empty(), new InvalidationBus.Receiver() {
            @Override
            public void purged(Purge purge, String position) {
                behind.purged(purge, position);
                if (fault instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) fault;
            }

            @Override
            public void decisionsPurged(DecisionPurge purge, String position) {
                behind.decisionsPurged(purge, position);
            }

            @Override
            public void missed(String position) {
                behind.missed(position);
            }
        });
        awaitUp(bus);
        InvalidationBus publisher = bus();
        publisher.publish(Purge.bucket("one"));
        publisher.publish(Purge.bucket("two"));
        assertThat(heard.next()).isEqualTo(Purge.bucket("one").toString());
        assertThat(heard.next()).isEqualTo("missed");
        assertThat(heard.next()).isEqualTo(Purge.bucket("two").toString());
        assertThat(heard.next()).isEqualTo("missed");
    }

    @Test
    void receiverThatCannotEvenForget_hearsItAllAgain() {
        AtomicInteger failures = new AtomicInteger(2);
        HeardPurges behind = heard;
        InvalidationBus bus = bus();
        bus.subscribe(Optional.empty(), new InvalidationBus.Receiver() {
            @Override
            public void purged(Purge purge, String position) {
                fail();
                behind.purged(purge, position);
            }

            @Override
            public void decisionsPurged(DecisionPurge purge, String position) {
                behind.decisionsPurged(purge, position);
            }

            @Override
            public void missed(String position) {
                fail();
                behind.missed(position);
            }

            private void fail() {
                if (failures.getAndDecrement() > 0) {
                    throw new OutOfMemoryError("a receiver's");
                }
            }
        });
        awaitUp(bus);
        bus().publish(REPORT);

        assertThat(heard.next()).isEqualTo(REPORT.toString());
    }

    @Test
    void subscribe_whoeverListens_isToldWhereThatBegins() {
        AtomicReference<String> begun = new AtomicReference<>("");
        InvalidationBus bus = bus();
        bus().publish(REPORT);
        bus.subscribe(Optional.empty(), new InvalidationBus.Receiver() {
            @Override
            public void listening(String position) {
                begun.set(position);
            }

            @Override
            public void purged(Purge purge, String position) {}

            @Override
            public void decisionsPurged(DecisionPurge purge, String position) {}

            @Override
            public void missed(String position) {}
        });
        awaitUp(bus);

        try (Jedis redis = server.jedis()) {
            assertThat(begun.get())
                    .isEqualTo(redis.xinfoStream(STREAM).getLastEntry().getID().toString());
        }
    }

    @Test
    void publish_manyTimes_keepsTheStreamShort() {
        InvalidationBus publisher = new RedisBusFactory()
                .create(ConfigNode.of(Map.of("url", server.url(), "stream_max_length", 1000)), Contexts.context());
        open.add(publisher);
        try (Jedis redis = server.jedis()) {
            for (int i = 0; i < 5000; i++) {
                redis.xadd(STREAM, new XAddParams(), Map.of("m", "x"));
            }
            publisher.publish(REPORT);
            assertThat(redis.xlen(STREAM)).isBetween(1000L, 1200L);
        }
    }

    @Test
    void subscribe_twice_isRefused() {
        InvalidationBus bus = listening(heard);
        assertThatThrownBy(() -> bus.subscribe(Optional.empty(), heard)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void close_whileWaiting_endsItAndIsFinal() throws Exception {
        InvalidationBus bus = listening(heard);
        bus.close();
        bus.close();
        assertThat(bus.isUp()).isFalse();
        bus().publish(REPORT);
        assertThat(heard.more(A_WHILE)).isEmpty();
        assertThatThrownBy(() -> bus.publish(REPORT)).isInstanceOf(YatagarasuException.class);
        try (Jedis redis = server.jedis()) {
            Eventually.holds(
                    "nobody waits in Redis", () -> redis.info("clients").contains("blocked_clients:0"));
        }
    }
}
