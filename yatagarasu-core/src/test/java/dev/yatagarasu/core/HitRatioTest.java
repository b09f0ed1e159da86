package dev.yatagarasu.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.core.config.CacheConfig;
import dev.yatagarasu.core.config.StorageConfig;
import dev.yatagarasu.core.config.YatagarasuConfig;
import dev.yatagarasu.core.http.Answer;
import dev.yatagarasu.core.http.Request;
import dev.yatagarasu.core.http.Work;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The cache chooses what to keep as well as Caffeine does that counts the content of objects and nothing else: the same
 * trace, Zipf(0.9), with room for a tenth of the data.
 */
final class HitRatioTest {
    private static final int OBJECTS = 10_000;
    private static final int OBJECT_SIZE = 32 << 10;
    private static final long ROOM = (long) OBJECTS * OBJECT_SIZE / 10;
    private static final int REQUESTS = 100_000;

    @Test
    void get_zipfTrace_hitsWithinTwoPercentOfCaffeine() {
        int[] trace = trace();

        double hits = hits(trace);
        double caffeine = hitsOfCaffeine(trace);

        System.out.printf("Zipf(0.9), room for 10 %%: hit ratio %.4f, Caffeine alone %.4f%n", hits, caffeine);
        assertThat(hits).isGreaterThan(0.98 * caffeine);
    }

    private static int[] trace() {
        double[] upTo = new double[OBJECTS];
        double sum = 0;
        for (int rank = 0; rank < OBJECTS; rank++) {
            sum += 1 / Math.pow(rank + 1, 0.9);
            upTo[rank] = sum;
        }
        double all = sum;
        return new Random(9)
                .doubles(REQUESTS)
                .mapToInt(drawn -> {
                    int found = Arrays.binarySearch(upTo, drawn * all);
                    return found < 0 ? -found - 1 : found;
                })
                .toArray();
    }

    private static double hits(int[] trace) {
        BucketConfig bucket = BucketConfig.publicBucket(
                        "files", "/", new StorageConfig.Provided(new EndlessStorage(OBJECT_SIZE)))
                .build();
        YatagarasuConfig config = YatagarasuConfig.builder()
                .cache(CacheConfig.inMemory(ROOM))
                .bucket(bucket)
                .build();
        int hits = 0;
        try (Yatagarasu engine = Yatagarasu.builder().config(config).build()) {
            for (int object : trace) {
                switch (engine.begin(Request.get("/" + object))) {
                    case Answer answer -> {
                        hits++;
                        answer.completed();
                    }
                    case Work work -> work.finish().completed();
                }
            }
        }
        return (double) hits / trace.length;
    }

    private static double hitsOfCaffeine(int[] trace) {
        Cache<Integer, Boolean> cache = Caffeine.newBuilder()
                .maximumWeight(ROOM)
                .weigher((object, kept) -> OBJECT_SIZE)
                .executor(Runnable::run)
                .build();
        int hits = 0;
        for (int object : trace) {
            if (cache.getIfPresent(object) == null) {
                cache.put(object, true);
            } else {
                hits++;
            }
        }
        return (double) hits / trace.length;
    }
}
