package dev.yatagarasu.core.internal.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.codahale.metrics.MetricRegistry;
import dev.yatagarasu.core.config.AuthConfig;
import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.core.config.BucketRateLimit;
import dev.yatagarasu.core.config.FilesystemConfig;
import dev.yatagarasu.core.config.Rate;
import dev.yatagarasu.core.config.YatagarasuConfig;
import dev.yatagarasu.core.internal.metrics.EngineMetrics;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The limit for each principal, which the engine asks about once it knows who asks. */
class BucketGuardTest {
    private static final long SECOND = 1_000_000_000;
    private static final AuthConfig SOMEBODY_ONLY =
            AuthConfig.builder().provider("rules", Map.of()).build();

    private final MetricRegistry registry = new MetricRegistry();
    private final EngineMetrics metrics = EngineMetrics.in(registry, Optional.empty());

    private static YatagarasuConfig config(Rate perUser) {
        YatagarasuConfig.Builder config = YatagarasuConfig.builder();
        for (String name : new String[] {"one", "other"}) {
            config.bucket(
                    BucketConfig.protectedBucket(name, "/" + name, new FilesystemConfig(Path.of(".")), SOMEBODY_ONLY)
                            .rateLimit(new BucketRateLimit(Optional.empty(), Optional.of(perUser)))
                            .build());
        }
        return config.build();
    }

    private Guards guards(Rate perUser) {
        return Guards.none().next(config(perUser), metrics, 0);
    }

    private long refused(String bucket) {
        return registry.counter("yatagarasu_rate_limited{bucket=\"" + bucket + "\",limit=\"per_user\"}")
                .getCount();
    }

    @Test
    void countUser_principalsAndBuckets_areCountedApart() {
        Guards guards = guards(new Rate(1, 2));

        assertThat(guards.of("one").countUser("alice", 0).isExceeded()).isFalse();
        assertThat(guards.of("one").countUser("alice", 0).isExceeded()).isFalse();
        assertThat(guards.of("one").countUser("alice", 0).isExceeded()).isTrue();
        assertThat(guards.of("one").countUser("Alice", 0).isExceeded()).isFalse();
        assertThat(guards.of("other").countUser("alice", 0).isExceeded()).isFalse();
        assertThat(guards.of("one").countUser("alice", SECOND).isExceeded()).isFalse();
        assertThat(refused("one")).isEqualTo(1);
        assertThat(refused("other")).isZero();
    }

    @Test
    void countUser_withoutLimit_countsNothing() {
        YatagarasuConfig unlimited = YatagarasuConfig.builder()
                .bucket(BucketConfig.publicBucket("one", "/one", new FilesystemConfig(Path.of(".")))
                        .build())
                .build();
        BucketGuard guard = Guards.none().next(unlimited, metrics, 0).of("one");

        assertThat(guard.countUser("alice", 0)).isSameAs(Quota.UNLIMITED);
        assertThat(guard.count(() -> ClientAddress.UNKNOWN, 0)).isSameAs(Quota.UNLIMITED);
        assertThat(guard.blocks(() -> ClientAddress.UNKNOWN)).isFalse();
        assertThat(registry.getNames()).noneMatch(name -> name.contains("bucket"));
    }

    @Test
    void next_sameLimit_goesOnAndAnotherStartsAnew() {
        Guards guards = guards(new Rate(1, 1));
        guards.of("one").countUser("alice", 0);

        Guards same = guards.next(config(new Rate(1, 1)), metrics, 0);
        assertThat(same.of("one").countUser("alice", 0).isExceeded()).isTrue();
        Guards other = same.next(config(new Rate(2, 2)), metrics, 0);
        assertThat(other.of("one").countUser("alice", 0).isExceeded()).isFalse();
    }

    @Test
    void of_bucketThatIsNotThere_isRefused() {
        Guards guards = guards(Rate.of(1));
        assertThatThrownBy(() -> guards.of("none")).isInstanceOf(IllegalArgumentException.class);
    }
}
