package dev.yatagarasu.api.config;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which keys of one mapping its readers know, so that the others can be told. */
final class KnownKeys {
    private final Set<String> known = new LinkedHashSet<>();
    private final Set<String> refused = new LinkedHashSet<>();
    private final Set<String> readElsewhere = new LinkedHashSet<>();

    /** It has been read. */
    void add(String key) {
        known.add(key);
    }

    /** What stands below it is of no concern here. */
    void leave(String key) {
        readElsewhere.add(key);
    }

    /** It is known, but not accepted. */
    void refuse(String key) {
        refused.add(key);
    }

    boolean isUnknown(String key) {
        return !known.contains(key) && !refused.contains(key);
    }

    /** Whether what stands below a key is to be looked at for unknown keys as well. */
    boolean isReadHere(String key) {
        return known.contains(key) && !refused.contains(key) && !readElsewhere.contains(key);
    }

    /** The key for which {@code typed} was probably meant: one that is not there, if any such is near. */
    Optional<String> meantBy(String typed, Collection<String> there) {
        Set<String> missing = new TreeSet<>(known);
        missing.removeAll(there);
        return NearestName.of(typed, missing).or(() -> NearestName.of(typed, known));
    }

    /** What to do about an unknown key. */
    String advice(Optional<String> meant) {
        if (known.isEmpty()) {
            return "no key is known here";
        }
        String all = "known here: " + String.join(", ", new TreeSet<>(known));
        return meant.map(name -> "did you mean \"" + name + "\"? (" + all + ")").orElse(all);
    }
}
