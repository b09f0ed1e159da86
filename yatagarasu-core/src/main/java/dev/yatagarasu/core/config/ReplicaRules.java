package dev.yatagarasu.core.config;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** What replicas may be called; each check tells what is wrong, if anything is. */
final class ReplicaRules {
    /** So many are asked one after the other at most. */
    static final int MOST = 8;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    private ReplicaRules() {}

    static Optional<String> checkName(String name) {
        if (name.equals(ReplicaConfig.PRIMARY)) {
            return Optional.of("is taken: the storage that all replicas stand behind is called so");
        }
        return Check.that(
                NAME.matcher(name).matches(),
                "must be 1 to 63 letters, digits, dots, dashes and underscores, the first one a letter or digit");
    }

    /** Tells {@code report} the position of every name that one before it has, too. */
    static void checkDistinct(List<String> names, BiConsumer<Integer, String> report) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            if (!names.get(i).isEmpty() && !seen.add(names.get(i))) {
                report.accept(i, "is also that of another replica of this bucket: it must be a replica's own");
            }
        }
    }

    static Optional<String> checkNumber(int replicas) {
        return Check.that(replicas <= MOST, "has more than " + MOST + " replicas: a request may wait for each");
    }
}
