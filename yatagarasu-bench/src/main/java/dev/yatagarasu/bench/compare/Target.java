package dev.yatagarasu.bench.compare;

import java.util.Optional;

/**
 * What is asked for in a load.
 *
 * @param path the path
 * @param range a {@code Range}, if only a part is wanted
 */
record Target(String path, Optional<String> range) {
    static Target whole(String path) {
        return new Target(path, Optional.empty());
    }
}
