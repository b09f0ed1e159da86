package dev.yatagarasu.core.internal.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.cache.CachedHead;
import dev.yatagarasu.api.cache.Lifetime;
import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.api.cache.Purge;
import dev.yatagarasu.api.http.Headers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a purge that was heard says about a head that another instance has written without having heard it. */
class RecentPurgesTest {
    private static final ObjectKey KEY = CacheFixture.KEY;
    private static final long NOW = CacheFixture.NOW.toEpochMilli();
    private static final long CLEAR = NOW + RecentPurges.CLOCKS_APART_MILLIS;

    private final RecentPurges purges = new RecentPurges();

    private static CachedHead askedAt(long millis) {
        return new CachedHead.Found(
                Headers.empty(),
                0,
                "\"v\"",
                Lifetime.fresh(millis, 60_000),
                List.of("red"),
                Optional.of(ByteBuffer.allocate(0)));
    }

    private boolean leaves(long askedAt) {
        return purges.leave(KEY, askedAt(askedAt)).isPresent();
    }

    @Test
    void leave_askedBeforeThePurge_isNothing() {
        purges.add(Purge.key(KEY.bucket(), KEY.key()), NOW);

        assertThat(leaves(NOW - 1)).isFalse();
        assertThat(leaves(CLEAR - 1)).as("by a clock that is ahead").isFalse();
        assertThat(leaves(CLEAR)).isTrue();
    }

    @Test
    void leave_everyKindOfPurge_isHeldAgainstWhatItNames() {
        List<Purge> naming = List.of(
                Purge.key(KEY.bucket(), KEY.key()),
                Purge.prefix(KEY.bucket(), "a/"),
                Purge.tag(KEY.bucket(), "red"),
                Purge.bucket(KEY.bucket()));
        for (Purge purge : naming) {
            RecentPurges one = new RecentPurges();
            one.add(purge, NOW);
            assertThat(one.leave(KEY, askedAt(NOW))).as("%s", purge).isEmpty();
        }
    }

    @Test
    void leave_purgeOfSomethingElse_isAllOfIt() {
        purges.add(Purge.key(KEY.bucket(), "other"), NOW);
        purges.add(Purge.prefix(KEY.bucket(), "b/"), NOW);
        purges.add(Purge.tag(KEY.bucket(), "blue"), NOW);
        purges.add(Purge.bucket("other"), NOW);

        assertThat(purges.leave(KEY, askedAt(NOW))).contains(askedAt(NOW));
    }

    @Test
    void leave_softPurge_isStaleFromThePurgeOn() {
        purges.add(Purge.key(KEY.bucket(), KEY.key()).softly(), NOW);

        CachedHead left = purges.leave(KEY, askedAt(NOW - 10)).orElseThrow();
        assertThat(left).isEqualTo(askedAt(NOW - 10).withLifetime(Lifetime.fresh(NOW - 10, 10)));
        assertThat(purges.leave(KEY, askedAt(CLEAR))).contains(askedAt(CLEAR));
    }

    @Test
    void leave_laterPurgesOfOtherThings_doNotHideAnEarlierOne() {
        purges.add(Purge.key(KEY.bucket(), KEY.key()), NOW);
        purges.add(Purge.key(KEY.bucket(), KEY.key()).softly(), NOW + 1);
        for (int i = 0; i < 100; i++) {
            purges.add(Purge.key(KEY.bucket(), "other-" + i), NOW + 2);
        }

        assertThat(leaves(NOW - 1)).isFalse();
    }

    @Test
    void add_afterAWhile_forgetsTheOldOnes() {
        purges.add(Purge.key(KEY.bucket(), KEY.key()), NOW);
        purges.add(Purge.bucket("other"), NOW + RecentPurges.REMEMBERED_MILLIS - 1);
        assertThat(leaves(NOW)).isFalse();

        purges.add(Purge.bucket("other"), NOW + RecentPurges.REMEMBERED_MILLIS);
        assertThat(leaves(NOW)).isTrue();
    }

    @Test
    void add_veryMany_leavesWholeBucketsOfTheOldest() {
        for (int i = 0; i <= RecentPurges.MOST; i++) {
            purges.add(Purge.key("full", "key-" + i), NOW + i / 1000);
        }

        assertThat(purges.leave(ObjectKey.of("full", "never purged"), askedAt(NOW)))
                .isEmpty();
        assertThat(leaves(NOW)).as("another bucket").isTrue();
    }
}
