package dev.yatagarasu.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.api.config.Problem;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where else a bucket's objects are. */
class ReplicasTest {
    private static final String KEYS = "access_key: AKID, secret_key: hunter2";

    private static BucketConfig bucket(Yaml yaml) {
        return yaml.parse().buckets().getFirst();
    }

    private static Yaml withKeys() {
        return Yaml.minimal()
                .remove("buckets.0.s3.credentials")
                .set("buckets.0.s3.access_key", "OUTER")
                .set("buckets.0.s3.secret_key", "outer-secret")
                .set("buckets.0.s3.session_token", "outer-token")
                .set("buckets.0.s3.max_connections", "7")
                .set("buckets.0.s3.retry.max_attempts", "4");
    }

    private static S3Config s3(StorageConfig storage) {
        return (S3Config) storage;
    }

    @Test
    void parse_replicaOfS3_inheritsWhatItDoesNotSay() {
        BucketConfig bucket =
                bucket(withKeys().set("buckets.0.s3.replicas", "[{ name: b, endpoint: 'http://b:9000' }]"));

        S3Config primary = s3(bucket.storage());
        S3Config replica = s3(bucket.replicas().getFirst().storage());
        assertThat(replica.endpoint()).contains(URI.create("http://b:9000"));
        assertThat(replica.credentials()).isEqualTo(primary.credentials());
        assertThat(replica.bucket()).isEqualTo("objects");
        assertThat(replica.maxConnections()).isEqualTo(7);
        assertThat(replica.retry().maxAttempts()).isEqualTo(4);
    }

    @Test
    void parse_replicaWithKeysOfItsOwn_takesNoPartOfOthers() {
        BucketConfig bucket = bucket(withKeys().set("buckets.0.s3.replicas", "[{ name: b, " + KEYS + " }]"));

        S3Credentials.Static keys = (S3Credentials.Static)
                s3(bucket.replicas().getFirst().storage()).credentials();
        assertThat(keys.accessKey()).isEqualTo("AKID");
        assertThat(keys.sessionToken()).isEqualTo(Optional.empty());
    }

    @Test
    void parse_replicasWithPriorities_areAskedInTheirOrder() {
        BucketConfig bucket = bucket(Yaml.minimal()
                .set("buckets.0.s3.replicas", "[{ name: c, priority: 9 }, { name: b, priority: 3 }, { name: d }]")
                .set("buckets.0.replicas", "[{ name: e, storage: { type: filesystem, root: d }, on_missing: next }]"));

        assertThat(bucket.replicas()).extracting(ReplicaConfig::name).containsExactly("b", "d", "c", "e");
        assertThat(bucket.replicas().getLast())
                .isEqualTo(new ReplicaConfig("e", new FilesystemConfig(Path.of("d")), ReplicaConfig.OnMissing.NEXT));
    }

    @Test
    void parse_storageWithReplicas_getsLessTimeUnlessItSays() {
        String replicas = "[{ name: b, timeout: 7s }]";
        BucketConfig bucket = bucket(Yaml.minimal().set("buckets.0.s3.replicas", replicas));

        assertThat(s3(bucket.storage()).connectTimeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(s3(bucket.storage()).timeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(s3(bucket.replicas().getFirst().storage()).timeout()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void cacheName_bucketWithReplicas_isThatOfItsPrimary() {
        BucketConfig alone = bucket(Yaml.minimal());
        BucketConfig several = bucket(Yaml.minimal().set("buckets.0.s3.replicas", "[{ name: b, bucket: other }]"));

        assertThat(several.cacheName()).isEqualTo(alone.cacheName());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        [{ name: b }, { name: b }]       | buckets[0].s3.replicas[1].name: is also that of another replica of this bucket: it must be a replica's own
        [{ name: primary }]              | buckets[0].s3.replicas[0].name: is taken: the storage that all replicas stand behind is called so, found "primary"
        [{ bucket: b }]                  | buckets[0].s3.replicas[0].name: is missing
        [{ name: b, priority: 0 }]       | buckets[0].s3.replicas[0].priority: must be a whole number from 1 to 1000, found "0"
        [{ name: b, regoin: x }]         | buckets[0].s3.replicas[0].regoin: is not known here; did you mean "region"?
        [{ name: b, replicas: [] }]      | buckets[0].s3.replicas[0].replicas: stands in a replica: name it beside this one
        [{ name: b, timeout: soon }]     | buckets[0].s3.replicas[0].timeout: must be a time span above 0
        b                                | buckets[0].s3.replicas: must be a list
        """)
    void parse_replicasThatMakeNoSense_areOneProblem(String replicas, String problem) {
        assertThat(Yaml.minimal().set("buckets.0.s3.replicas", replicas).problems())
                .singleElement()
                .asString()
                .startsWith(problem);
    }

    @Test
    void parse_keysForAReplicaOfAnAnonymousBucket_areAProblemWithItsLine() {
        List<Problem> problems = Yaml.found(Yaml.minimal()
                .set("buckets.0.s3.replicas", "[{ name: b, " + KEYS + " }]")
                .toString());

        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.path()).isEqualTo("buckets[0].s3.replicas[0].credentials");
            assertThat(problem.line()).isPositive();
            assertThat(problem.message()).contains("anonymous", "access_key");
        });
    }

    @Test
    void parse_replicaWithoutStorage_isAProblem() {
        assertThat(Yaml.minimal().set("buckets.0.replicas", "[{ name: b }]").problems())
                .singleElement()
                .asString()
                .startsWith("buckets[0].replicas[0]: ");
    }

    @Test
    void parse_moreReplicasThanCanBeAsked_isAProblem() {
        String nine = "[{ name: a }, { name: b }, { name: c }, { name: d }, { name: e }, { name: f }, { name: g },"
                + " { name: h }, { name: i }]";
        assertThat(Yaml.minimal().set("buckets.0.s3.replicas", nine).problems())
                .containsExactly("buckets[0]: has more than 8 replicas: a request may wait for each");
    }

    @Test
    void parse_pauseThatShrinks_isAProblem() {
        assertThat(Yaml.minimal()
                        .set("buckets.0.s3.retry.initial_backoff", "2s")
                        .problems())
                .containsExactly("buckets[0].s3.retry.max_backoff: must not be shorter than initial_backoff");
    }

    @Test
    void build_replicasOfOneName_isRefused() {
        BucketConfig.Builder bucket = BucketConfig.publicBucket("files", "/files", new FilesystemConfig(Path.of("a")))
                .replica(ReplicaConfig.of("b", new FilesystemConfig(Path.of("b"))))
                .replica(ReplicaConfig.of("b", new FilesystemConfig(Path.of("c"))));

        assertThatThrownBy(bucket::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("replicas[1].name");
    }
}
