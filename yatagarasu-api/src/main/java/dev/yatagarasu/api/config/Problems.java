package dev.yatagarasu.api.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects all that is wrong with a configuration, so that it can be said at once. Not safe for several threads. */
public final class Problems {
    private final List<Problem> found = new ArrayList<>();

    /** Notes a problem. */
    public void add(String path, int line, String message) {
        found.add(new Problem(path, line, message));
    }

    /** Whether nothing is wrong so far. */
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** Whether nothing is wrong so far at {@code path} or below it. */
    boolean spare(String path) {
        String shown = new Problem(path, 0, "").path();
        return found.stream().map(Problem::path).noneMatch(wrong -> isWithin(wrong, shown));
    }

    static boolean isWithin(String path, String outer) {
        if (outer.isEmpty() || path.equals(outer)) {
            return true;
        }
        return path.startsWith(outer) && (path.charAt(outer.length()) == '.' || path.charAt(outer.length()) == '[');
    }

    /** All problems, in the order of their lines, none of them twice. */
    public List<Problem> list() {
        return found.stream()
                .distinct()
                .sorted(Comparator.comparingInt(Problem::line))
                .toList();
    }

    /** Throws a {@link ConfigurationException} with all problems if there is any. */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new ConfigurationException(list());
        }
    }
}
