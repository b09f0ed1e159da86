package dev.yatagarasu.bench.compare;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be compared, by the names that {@code --only} takes. */
enum Comparison {
    CACHED_1K,
    JWT_1K,
    POLICY,
    CACHED_64K,
    CACHED_1M,
    RANGE_1M,
    DISK_64M,
    UNCACHED_1K,
    STREAM,
    MEMORY,
    START;

    /** The name on the command line, for example {@code cached-1k}. */
    String option() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Comparison> of(String option) {
        return Stream.of(values()).filter(one -> one.option().equals(option)).findFirst();
    }
}
