package dev.yatagarasu.api.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Collects all problems of a configuration, so that they can be reported at once. If a key is misspelt, only that is
 * reported, and not the problems that follow from its absence. Not safe for several threads.
 */
public final class Problems {
    private final List<Noted> found = new ArrayList<>();
    private final Set<String> misspelt = new HashSet<>();

    /** A problem, and the paths at which something is wanted for it not to be one; an unknown key always is one. */
    private record Noted(Problem problem, Set<String> wanted, boolean unknownKey) {}

    /** Adds a problem. */
    public void add(String path, int line, String message) {
        add(path, line, message, Set.of());
    }

    /** Adds a problem that would not exist if there were a value at one of the {@code wanted} paths. */
    public void add(String path, int line, String message, Collection<String> wanted) {
        found.add(new Noted(new Problem(path, line, message), Set.copyOf(wanted), false));
    }

    /** Notes an unknown key, and for which path it was meant if that is known and nothing stands there. */
    void addUnknownKey(Problem problem, Optional<String> meant) {
        found.add(new Noted(problem, Set.of(), true));
        meant.ifPresent(misspelt::add);
    }

    /** Whether the value for {@code path}, or for a node above it, is under a misspelt key. */
    public boolean isMisspelt(String path) {
        return misspelt.stream().anyMatch(outer -> isWithin(path, outer));
    }

    /** Whether there are no problems so far. */
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** Whether nothing is wrong so far at {@code path} or below it. */
    boolean spare(String path) {
        String shown = new Problem(path, 0, "").path();
        return found.stream().map(noted -> noted.problem.path()).noneMatch(wrong -> isWithin(wrong, shown));
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
                .filter(this::isSaid)
                .map(Noted::problem)
                .distinct()
                .sorted(Comparator.comparingInt(Problem::line))
                .toList();
    }

    private boolean isSaid(Noted noted) {
        return noted.unknownKey
                || (!isMisspelt(noted.problem.path()) && noted.wanted.stream().noneMatch(this::isMisspelt));
    }

    /** Throws a {@link ConfigurationException} with all problems, if there are any. */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new ConfigurationException(list());
        }
    }
}
