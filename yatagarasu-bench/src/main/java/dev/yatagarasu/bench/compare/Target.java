package dev.yatagarasu.bench.compare;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What is asked for in a load.
 *
 * @param path the path
 * @param range a {@code Range}, if only a part is wanted
 * @param script a script that makes wrk's requests, if they are not all alike
 */
record Target(String path, Optional<String> range, Optional<Path> script) {
    static Target whole(String path) {
        return new Target(path, Optional.empty(), Optional.empty());
    }

    static Target part(String path, String range) {
        return new Target(path, Optional.of(range), Optional.empty());
    }

    static Target scripted(String path, Path script) {
        return new Target(path, Optional.empty(), Optional.of(script));
    }
}
