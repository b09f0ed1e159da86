package dev.yatagarasu.bench.compare;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The programs that a comparison needs besides ourselves.
 *
 * @param nginx path of nginx
 * @param wrk path of wrk
 */
record Tools(Path nginx, Path wrk) {
    /** Where nginx often is without being on the search path of everybody. */
    static final List<String> MORE_PLACES = List.of("/usr/sbin", "/usr/local/sbin", "/opt/homebrew/bin");

    /** Finds them on the search path or in more places; throws with what to install where one is missing. */
    static Tools find(String searchPath, List<String> morePlaces) {
        List<String> places = Stream.concat(Stream.of(searchPath.split(File.pathSeparator, -1)), morePlaces.stream())
                .filter(place -> !place.isEmpty())
                .toList();
        List<String> missing = new ArrayList<>();
        Optional<Path> nginx = find("nginx", places, missing);
        Optional<Path> wrk = find("wrk", places, missing);
        if (nginx.isEmpty() || wrk.isEmpty()) {
            throw new IllegalStateException("not found: " + String.join(", ", missing)
                    + ". On Debian and Ubuntu: apt-get install " + String.join(" ", missing));
        }
        return new Tools(nginx.get(), wrk.get());
    }

    private static Optional<Path> find(String name, List<String> places, List<String> missing) {
        Optional<Path> found = places.stream()
                .map(place -> Path.of(place, name))
                .filter(Files::isExecutable)
                .findFirst();
        if (found.isEmpty()) {
            missing.add(name);
        }
        return found;
    }
}
