package dev.yatagarasu.core.internal.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.cache.CachedHead;
import dev.yatagarasu.api.cache.Lifetime;
import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.api.cache.Purge;
import org.junit.jupiter.api.Test;

/** What this instance has written lately where others purge. */
class RecentWritesTest {
    private static final long NOW = 1_000_000_000;
    private static final CachedHead HEAD = new CachedHead.Missing(Lifetime.fresh(NOW, 60_000));

    private final RecentWrites writes = new RecentWrites(10_000);

    private static ObjectKey key(String name) {
        return ObjectKey.of("bucket", name);
    }

    @Test
    void take_somethingNamed_isTakenOnce() {
        writes.add(key("a/1"), HEAD, NOW);
        writes.add(key("a/1"), HEAD, NOW);
        writes.add(key("b/1"), HEAD, NOW);

        assertThat(writes.take(Purge.prefix("bucket", "a/"), NOW).orElseThrow()).containsExactly(key("a/1"));
        assertThat(writes.take(Purge.prefix("bucket", "a/"), NOW).orElseThrow()).isEmpty();
        assertThat(writes.take(Purge.bucket("bucket"), NOW).orElseThrow()).containsExactly(key("b/1"));
        assertThat(writes.take(Purge.bucket("others"), NOW).orElseThrow()).isEmpty();
    }

    @Test
    void take_moreWasWrittenThanIsRemembered_isUnknownUntilThatIsLongAgo() {
        for (int number = 0; number < 100; number++) {
            writes.add(key("a/" + number), HEAD, NOW);
        }

        assertThat(writes.take(Purge.bucket("others"), NOW)).isEmpty();
        assertThat(writes.take(Purge.bucket("others"), NOW + RecentPurges.REMEMBERED_MILLIS))
                .isEmpty();
        assertThat(writes.take(Purge.bucket("others"), NOW + RecentPurges.REMEMBERED_MILLIS + 1))
                .isPresent();
    }

    @Test
    void add_whatIsOldIsForgotten_andThatIsCertain() {
        writes.add(key("old"), HEAD, NOW);
        long later = NOW + RecentPurges.REMEMBERED_MILLIS + 1;
        writes.add(key("new"), HEAD, later);

        assertThat(writes.take(Purge.bucket("bucket"), later).orElseThrow()).containsExactly(key("new"));
    }
}
