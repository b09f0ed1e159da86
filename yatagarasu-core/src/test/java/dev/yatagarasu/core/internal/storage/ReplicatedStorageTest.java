package dev.yatagarasu.core.internal.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.codahale.metrics.Counter;
import com.codahale.metrics.MetricRegistry;
import dev.yatagarasu.api.plugin.ComponentContext;
import dev.yatagarasu.api.storage.Preconditions;
import dev.yatagarasu.api.storage.StorageBackend;
import dev.yatagarasu.api.storage.StorageException;
import dev.yatagarasu.api.storage.StorageHealth;
import dev.yatagarasu.api.storage.StorageRequest;
import dev.yatagarasu.api.storage.StorageResponse;
import dev.yatagarasu.core.config.CircuitBreakerConfig;
import dev.yatagarasu.core.config.ReplicaConfig;
import dev.yatagarasu.core.config.ReplicaConfig.OnMissing;
import dev.yatagarasu.core.config.S3Config;
import dev.yatagarasu.core.config.StorageConfig;
import dev.yatagarasu.core.internal.metrics.EngineMetrics;
import dev.yatagarasu.core.report.BreakerState;
import dev.yatagarasu.testkit.ManualClock;
import dev.yatagarasu.testkit.OriginFault;
import dev.yatagarasu.testkit.OriginObject;
import dev.yatagarasu.testkit.S3TestServer;
import dev.yatagarasu.testkit.VerifyingOrigin;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real S3 servers, two or three in a row, and what becomes of a request when some of them fail. Pauses take no time. */
class ReplicatedStorageTest {
    private static final String BUCKET = "bucket";
    private static final StorageRequest REQUEST = StorageRequest.whole("key");

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final ManualClock clock = new ManualClock(Instant.now());
    private final MetricRegistry registry = new MetricRegistry();
    private final List<Duration> pauses = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final VerifyingOrigin first = origin("first");
    private final VerifyingOrigin second = origin("second");
    private final BucketStorages storages = new BucketStorages(
            new StorageBackends(List.of()),
            EngineMetrics.in(registry, Optional.empty()),
            new StorageEvents() {
                @Override
                public void failedOver(String bucket, String from, String to) {
                    told.add(from + " to " + to);
                }

                @Override
                public void breakerTurned(String bucket, String replica, BreakerState state) {
                    told.add(replica + " " + state);
                }
            },
            pauses::add);

    private VerifyingOrigin origin(String content) {
        VerifyingOrigin origin = keep(VerifyingOrigin.start());
        origin.put(BUCKET, "key", OriginObject.of(content.getBytes(StandardCharsets.UTF_8), "text/plain"));
        return origin;
    }

    private <T extends AutoCloseable> T keep(T closeable) {
        opened.push(closeable);
        return closeable;
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable one : opened) {
            one.close();
        }
    }

    private static S3Config.Builder at(URI endpoint) {
        return S3Config.builder(BUCKET, "us-east-1")
                .endpoint(endpoint)
                .withReplicas()
                .circuitBreaker(new CircuitBreakerConfig(2, 1, Duration.ofSeconds(30)))
                .credentials(VerifyingOrigin.ACCESS_KEY, VerifyingOrigin.SECRET_KEY);
    }

    private BucketStorages.Made make(String name, S3Config config, OnMissing onMissing, boolean alone) {
        return storages.make(
                new BucketStorages.Wanted(name, config, onMissing, alone),
                false,
                new ComponentContext("files", clock, Runnable::run));
    }

    private ReplicatedStorage storage(OnMissing onMissing, S3Config.Builder... replicas) {
        List<BucketStorages.Made> made = new ArrayList<>();
        for (S3Config.Builder replica : replicas) {
            String name = made.isEmpty() ? ReplicaConfig.PRIMARY : "r" + made.size();
            made.add(make(name, replica.build(), onMissing, replicas.length == 1));
        }
        return keep(storages.of("files", clock, made));
    }

    private ReplicatedStorage two() {
        return storage(OnMissing.STOP, at(first.endpoint()), at(second.endpoint()));
    }

    private static String text(StorageResponse response) throws IOException {
        assertThat(response).isInstanceOf(StorageResponse.WithBody.class);
        try (response) {
            return new String(((StorageResponse.WithBody) response).body().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static StorageException failure(ReplicatedStorage storage) {
        StorageException failure = catchThrowableOfType(StorageException.class, () -> storage.get(REQUEST));
        assertThat(failure).isNotNull();
        return failure;
    }

    private static OriginFault[] times(int times, OriginFault fault) {
        OriginFault[] faults = new OriginFault[times];
        Arrays.fill(faults, fault);
        return faults;
    }

    private long attempts(String replica, String outcome) {
        return registry
                .getCounters((name, metric) -> name.startsWith("yatagarasu_storage_attempts")
                        && name.contains(replica)
                        && name.contains(outcome))
                .values()
                .stream()
                .mapToLong(Counter::getCount)
                .sum();
    }

    @Test
    void get_primaryAnswers_isAskedAlone() throws IOException {
        assertThat(text(two().get(REQUEST))).isEqualTo("first");
        assertThat(second.requests()).isEmpty();
        assertThat(told).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "429, SlowDown",
        "500, InternalError",
        "502, BadGateway",
        "503, ServiceUnavailable",
        "503, SlowDown",
        "504, GatewayTimeout",
        "401, Unauthorized",
        "403, AccessDenied",
        "403, InvalidAccessKeyId"
    })
    void get_primaryAnswersAnErrorThatAnotherMayNotHave_isAnsweredByTheNextWithoutAPause(int status, String code)
            throws IOException {
        first.next(OriginFault.error(status, code));

        assertThat(text(two().get(REQUEST))).isEqualTo("second");
        assertThat(pauses).isEmpty();
        assertThat(told).containsExactly("primary to r1");
    }

    @ParameterizedTest
    @CsvSource({"400, InvalidRequest", "405, MethodNotAllowed", "501, NotImplemented", "404, NoSuchBucket"})
    void get_errorThatNobodyCanHelp_isFinal(int status, String code) {
        first.next(OriginFault.error(status, code));

        StorageException unused = failure(two());
        assertThat(second.requests()).isEmpty();
        assertThat(first.requests()).hasSize(1);
    }

    @Test
    void get_primaryResetsTheConnection_isAnsweredByTheNext() throws IOException {
        first.next(OriginFault.hangUp());
        assertThat(text(two().get(REQUEST))).isEqualTo("second");
    }

    @Test
    void get_primaryRefusesConnections_isAnsweredByTheNext() throws IOException {
        ReplicatedStorage storage = two();
        first.close();
        assertThat(text(storage.get(REQUEST))).isEqualTo("second");
    }

    @Test
    void get_primaryIsABlackHole_isAnsweredWithinItsTimeOuts() throws IOException {
        first.next(OriginFault.silence());
        long began = System.nanoTime();

        assertThat(text(two().get(REQUEST))).isEqualTo("second");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
        assertThat(attempts("primary", "failed")).isEqualTo(1);
    }

    @Test
    void get_twoOfThreeReplicasFail_isAnsweredByTheThird() throws IOException {
        try (S3TestServer third = S3TestServer.start()) {
            third.createBucket(BUCKET);
            third.put(BUCKET, "key", "third".getBytes(StandardCharsets.UTF_8), "text/plain");
            first.next(OriginFault.hangUp());
            second.next(OriginFault.error(403, "AccessDenied"));
            ReplicatedStorage storage = storage(
                    OnMissing.STOP,
                    at(first.endpoint()),
                    at(second.endpoint()),
                    at(third.endpoint()).credentials(third.accessKey(), third.secretKey()));

            assertThat(text(storage.get(REQUEST))).isEqualTo("third");
            assertThat(told).containsExactly("primary to r1", "r1 to r2");
        }
    }

    @Test
    void get_ifMatchOfOneReplica_isNotMetByAnotherWithOtherBytes() {
        ReplicatedStorage storage = two();
        String tag = ((StorageResponse.Whole) storage.head(REQUEST)).headers().firstOr("etag", "");
        first.next(OriginFault.error(500, "InternalError"));

        StorageRequest pinned = new StorageRequest("key", Optional.empty(), Preconditions.ifMatch(tag));
        assertThat(storage.get(pinned)).isInstanceOf(StorageResponse.PreconditionFailed.class);
    }

    @Test
    void get_missingAtThePrimary_isFinalUnlessTheNextHoldsOtherObjects() throws IOException {
        second.put(BUCKET, "old", OriginObject.of("old".getBytes(StandardCharsets.UTF_8), "text/plain"));
        StorageRequest old = StorageRequest.whole("old");

        assertThat(two().get(old)).isInstanceOf(StorageResponse.NotFound.class);
        assertThat(second.requests()).isEmpty();
        ReplicatedStorage chain = storage(OnMissing.NEXT, at(first.endpoint()), at(second.endpoint()));
        assertThat(text(chain.get(old))).isEqualTo("old");
        assertThat(chain.get(StorageRequest.whole("none"))).isInstanceOf(StorageResponse.NotFound.class);
    }

    /** What is remembered as missing would be missing for everybody. */
    @Test
    void get_missingInTheOldBucketWhileTheNewOneFails_isNoMissingObject() {
        ReplicatedStorage chain = storage(OnMissing.NEXT, at(first.endpoint()), at(second.endpoint()));
        first.next(times(3, OriginFault.error(500, "InternalError")));

        StorageException failure =
                catchThrowableOfType(StorageException.class, () -> chain.get(StorageRequest.whole("none")));
        assertThat(failure).hasMessageContaining("500");
    }

    @Test
    void get_singleStorageFailsTwice_isAskedAgainAfterPauses() throws IOException {
        first.next(times(2, OriginFault.error(500, "InternalError")));

        assertThat(text(storage(OnMissing.STOP, at(first.endpoint()).circuitBreaker(CircuitBreakerConfig.defaults()))
                        .get(REQUEST)))
                .isEqualTo("first");
        assertThat(pauses).hasSize(2).allSatisfy(pause -> assertThat(pause).isLessThan(Duration.ofMillis(101)));
    }

    @Test
    void get_storageAsksToBeSpared_waitsForAsLongAsItSays() throws IOException {
        first.next(OriginFault.raw("HTTP/1.1 503 Slow Down\r\nRetry-After: 2\r\nContent-Length: 0\r\n\r\n"));

        assertThat(text(storage(OnMissing.STOP, at(first.endpoint())).get(REQUEST)))
                .isEqualTo("first");
        assertThat(pauses).containsExactly(Duration.ofSeconds(2));
        assertThat(attempts("primary", "slow_down")).isEqualTo(1);
    }

    @Test
    void get_storageAsksForMoreTimeThanThereIs_failsAtOnceAndSaysWhen() {
        first.next(OriginFault.raw("HTTP/1.1 503 Slow Down\r\nRetry-After: 60\r\nContent-Length: 0\r\n\r\n"));

        assertThat(failure(storage(OnMissing.STOP, at(first.endpoint()))).retryAfter())
                .contains(Duration.ofSeconds(60));
        assertThat(pauses).isEmpty();
    }

    @Test
    void get_storageFailsAgainAndAgain_isLeftAloneUntilItsBreakerIsHalfOpen() throws IOException {
        ReplicatedStorage storage = storage(OnMissing.STOP, at(first.endpoint()));
        first.next(times(2, OriginFault.error(500, "InternalError")));
        StorageException unused = failure(storage);
        int asked = first.requests().size();

        StorageException alone = failure(storage);
        assertThat(alone.kind()).isEqualTo(StorageException.Kind.UNAVAILABLE);
        assertThat(alone.retryAfter().orElseThrow()).isBetween(Duration.ofSeconds(27), Duration.ofSeconds(33));
        assertThat(first.requests()).hasSize(asked);
        clock.advance(Duration.ofSeconds(34));
        assertThat(text(storage.get(REQUEST))).isEqualTo("first");
        assertThat(told).containsExactly("primary OPEN", "primary HALF_OPEN", "primary CLOSED");
    }

    @Test
    void get_breakerOfThePrimaryIsOpen_goesToTheNextAtOnceUntilAProbeIsAnswered() throws IOException {
        ReplicatedStorage storage = two();
        first.next(times(2, OriginFault.error(500, "InternalError")));
        for (int i = 0; i < 3; i++) {
            assertThat(text(storage.get(REQUEST))).isEqualTo("second");
        }
        assertThat(first.requests()).hasSize(2);

        assertThat(storage.probe()).isEqualTo(new StorageHealth.Up());
        assertThat(text(storage.get(REQUEST))).isEqualTo("first");
    }

    @Test
    void get_missingAndDenied_neverOpenTheBreaker() {
        ReplicatedStorage storage = storage(OnMissing.STOP, at(first.endpoint()));
        first.next(times(5, OriginFault.error(403, "AccessDenied")));
        for (int i = 0; i < 5; i++) {
            StorageException unused = failure(storage);
        }
        for (int i = 0; i < 5; i++) {
            storage.get(StorageRequest.whole("none")).close();
        }
        assertThat(storage.replicas().getFirst().breaker()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void get_answerThatMakesNoSense_isLeftToTheNextAndNeverOpensTheBreaker() throws IOException {
        ReplicatedStorage storage = two();
        first.next(times(3, OriginFault.raw("HTTP/1.1 304 Not Modified\r\n\r\n")));
        for (int i = 0; i < 3; i++) {
            assertThat(text(storage.get(REQUEST))).isEqualTo("second");
        }
        assertThat(storage.replicas().getFirst().breaker()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void get_allConnectionsInUse_isOursToMendAndNobodyElseIsAsked() throws IOException {
        ReplicatedStorage storage = storage(
                OnMissing.STOP,
                at(first.endpoint()).maxConnections(1).connectTimeout(Duration.ofMillis(50)),
                at(second.endpoint()));
        try (StorageResponse held = storage.get(REQUEST)) {
            assertThat(held).isInstanceOf(StorageResponse.Whole.class);
            assertThat(failure(storage)).isInstanceOf(ConnectionsInUseException.class);
        }
        assertThat(second.requests()).isEmpty();
        assertThat(storage.replicas().getFirst().breaker()).isEqualTo(BreakerState.CLOSED);
    }

    @Test
    void enable_replicaIsDisabled_isLeftAlone() throws IOException {
        ReplicatedStorage storage = two();
        assertThat(storage.enable("primary", false)).isTrue();
        assertThat(storage.enable("none", false)).isFalse();
        assertThat(text(storage.get(REQUEST))).isEqualTo("second");
        storage.enable("r1", false);
        assertThat(failure(storage)).hasMessageContaining("primary is disabled, r1 is disabled");
        storage.enable("primary", true);
        assertThat(text(storage.get(REQUEST))).isEqualTo("first");
    }

    @Test
    void make_replicaConfiguredAsBefore_keepsWhatIsKnownOfIt() throws IOException {
        ReplicatedStorage before = two();
        before.enable("primary", false);

        ReplicatedStorage after = storage(
                OnMissing.STOP, at(first.endpoint()), at(second.endpoint()).maxConnections(3));
        assertThat(after.replicas().getFirst().enabled()).isFalse();
        assertThat(text(after.get(REQUEST))).isEqualTo("second");
        ReplicatedStorage other = storage(OnMissing.STOP, at(first.endpoint()).maxConnections(3));
        assertThat(other.replicas().getFirst().enabled()).isTrue();
    }

    @Test
    void another_theFirstOneIsClosed_keepsReplicasOpen() throws Exception {
        ReplicatedStorage storage = storages.of(
                "files", clock, List.of(make("primary", at(first.endpoint()).build(), OnMissing.STOP, true)));
        ReplicatedStorage held = keep(storage.another());
        storage.close();

        assertThat(text(held.get(REQUEST))).isEqualTo("first");
    }

    @Test
    void get_callerIsInterrupted_isNoFailureOfStorage() {
        ReplicatedStorage storage = two();
        Thread.currentThread().interrupt();
        try {
            StorageException unused = failure(storage);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(second.requests()).isEmpty();
    }

    /** It was said to have failed too often, though it had been asked for the first time. */
    @Test
    @SuppressWarnings("NullAway")
    void get_backendReturnsNull_isAFailureOfItsOwn() {
        StorageBackend careless = new StorageBackend() {
            @Override
            public StorageResponse get(StorageRequest request) {
                return null;
            }

            @Override
            public StorageResponse head(StorageRequest request) {
                return null;
            }

            @Override
            public StorageHealth probe() {
                return new StorageHealth.Up();
            }

            @Override
            public void close() {}
        };
        BucketStorages.Made made = storages.make(
                new BucketStorages.Wanted(
                        ReplicaConfig.PRIMARY, new StorageConfig.Provided(careless), OnMissing.STOP, true),
                false,
                new ComponentContext("files", clock, Runnable::run));

        assertThat(failure(keep(storages.of("files", clock, List.of(made)))).kind())
                .isEqualTo(StorageException.Kind.BROKEN);
    }
}
