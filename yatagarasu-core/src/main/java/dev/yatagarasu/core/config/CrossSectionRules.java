package dev.yatagarasu.core.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/** Rules across sections, for a configuration from YAML or from code. */
final class CrossSectionRules {
    private CrossSectionRules() {}

    /** Reports the position of every value that repeats an earlier one, and what is wrong with it. */
    static void checkDistinct(List<String> values, BiConsumer<Integer, String> report) {
        Map<String, Integer> first = new HashMap<>();
        IntStream.range(0, values.size()).filter(i -> !values.get(i).isEmpty()).forEach(i -> {
            Integer earlier = first.putIfAbsent(values.get(i), i);
            if (earlier != null) {
                report.accept(i, "is also that of buckets[" + earlier + "]: it must be a bucket's own");
            }
        });
    }

    /** Metrics and health must not be reachable where the objects are. */
    static Optional<String> checkPorts(HostPort server, HostPort admin) {
        return admin.collidesWith(server)
                ? Optional.of("is the server's own address: the admin port must be another one, such as 127.0.0.1:9090")
                : Optional.empty();
    }

    /** A memory tier that the heap has no room for would end in an OutOfMemoryError under load. */
    static Optional<String> checkMemory(CacheConfig cache, long maxHeap) {
        return cache.enabled() && cache.memorySize() > maxHeap / 4 * 3
                ? Optional.of("is more than three quarters of the heap, which is " + maxHeap / (1024 * 1024)
                        + "MB: lower it, or raise the heap with -Xmx (JAVA_OPTS=-Xmx2g for 2 GB)")
                : Optional.empty();
    }
}
