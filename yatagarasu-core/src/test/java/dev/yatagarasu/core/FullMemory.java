package dev.yatagarasu.core;

import dev.yatagarasu.api.cache.BlockKey;
import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.core.config.CacheConfig;
import dev.yatagarasu.core.config.StorageConfig;
import dev.yatagarasu.core.config.YatagarasuConfig;
import dev.yatagarasu.core.http.Answer;
import dev.yatagarasu.core.http.Body;
import dev.yatagarasu.core.http.Request;
import dev.yatagarasu.core.http.Work;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/** Fills the memory of a cache, with more than it holds, and prints what it then holds and what that takes of the heap. */
final class FullMemory {
    private static final int[] SIZES = {20_000, 200_000, 700_000, 1 << 20};

    private FullMemory() {}

    /** The argument is the size of the cache in bytes. */
    public static void main(String[] args) throws IOException {
        long size = Long.parseLong(args[0]);
        YatagarasuConfig.Builder config = YatagarasuConfig.builder().cache(CacheConfig.inMemory(size));
        for (int each : SIZES) {
            config.bucket(BucketConfig.publicBucket(
                            "of-" + each, "/" + each, new StorageConfig.Provided(new EndlessStorage(each)))
                    .build());
        }
        try (Yatagarasu engine = Yatagarasu.builder().config(config.build()).build()) {
            int rounds = fill(engine, 0);
            long before = usedHeap();
            while ((long) rounds * sum() < size + size / 3) {
                rounds = fill(engine, rounds);
            }
            long used = usedHeap() - before;
            System.out.println(content(engine, rounds) + " " + used);
        }
    }

    private static long sum() {
        long sum = 0;
        for (int size : SIZES) {
            sum += size;
        }
        return sum;
    }

    /** Reads one more object of each size. */
    private static int fill(Yatagarasu engine, int number) throws IOException {
        for (int size : SIZES) {
            switch (engine.begin(Request.get("/" + size + "/" + number))) {
                case Answer answer -> throw new IllegalStateException("known already: " + answer.status());
                case Work work -> receive(work.finish());
            }
        }
        return number + 1;
    }

    private static void receive(Answer answer) throws IOException {
        if (answer.body() instanceof Body.Pieces pieces) {
            for (long read = 0; read < pieces.length(); ) {
                read += pieces.source().next().remaining();
            }
        }
        answer.completed();
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Bytes of objects that are answered without asking anybody. */
    private static long content(Yatagarasu engine, int rounds) {
        long content = 0;
        for (int number = 0; number < rounds; number++) {
            for (int size : SIZES) {
                for (int start = 0; start < size; start += BlockKey.BLOCK_SIZE) {
                    int end = Math.min(size, start + BlockKey.BLOCK_SIZE) - 1;
                    Headers range = Headers.of("range", "bytes=" + start + "-" + end);
                    switch (engine.begin(Request.of("GET", "/" + size + "/" + number, range))) {
                        case Answer answer -> {
                            content += ((Body.Sized) answer.body()).length();
                            answer.completed();
                        }
                        case Work work -> work.abandon();
                    }
                }
            }
        }
        return content;
    }
}
