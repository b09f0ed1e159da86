package dev.yatagarasu.core.internal.cache.disk;

import dev.yatagarasu.api.cache.BlockKey;
import dev.yatagarasu.api.cache.CachedHead;
import dev.yatagarasu.api.cache.Lifetime;
import dev.yatagarasu.api.cache.ObjectKey;
import dev.yatagarasu.core.config.TierConfig;
import dev.yatagarasu.testkit.CacheSamples;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Random;
import java.util.concurrent.Executors;

/** Writes into a cache directory until it is killed, and says so after every write. */
final class KilledWriter {
    static final int KEYS = 12;

    private KilledWriter() {}

    /** The arguments are the directory and a seed. */
    public static void main(String[] args) throws IOException {
        Random random = new Random(Long.parseLong(args[1]));
        DiskTier tier = new DiskTier(
                new TierConfig.Disk(Path.of(args[0]), 8L << 20),
                Clock.systemUTC(),
                Executors.newSingleThreadExecutor(Thread::new));
        while (true) {
            write(tier, random);
            System.out.write('.');
            System.out.flush();
            if (System.out.checkError()) {
                return;
            }
        }
    }

    private static void write(DiskTier tier, Random random) {
        ObjectKey key = key(random.nextInt(KEYS));
        String version = "\"" + random.nextInt(4) + "\"";
        Lifetime lifetime = Lifetime.fresh(System.nanoTime(), random.nextInt(1000));
        CachedHead.Found large = CacheSamples.head(key, version, CacheSamples.threeBlocks(), lifetime);
        switch (random.nextInt(6)) {
            case 0 -> tier.putHead(key, large);
            case 1 -> tier.putHead(key, CacheSamples.withTags(large, "t".repeat(random.nextInt(6000))));
            case 2 -> {
                CachedHead.Found small = CacheSamples.head(key, version, 1 + random.nextInt(90_000), lifetime);
                tier.putHead(key, CacheSamples.withContent(key, small));
            }
            case 3 -> tier.remove(key);
            default -> {
                int number = random.nextInt(3);
                tier.putBlock(new BlockKey(key, version, number), large, CacheSamples.block(key, large, number));
            }
        }
    }

    static ObjectKey key(int number) {
        return ObjectKey.of("files", "object-" + number);
    }
}
