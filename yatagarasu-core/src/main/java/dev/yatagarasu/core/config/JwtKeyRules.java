package dev.yatagarasu.core.config;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** How algorithms and keys must go together. */
final class JwtKeyRules {
    /** In place of the position of a key: it is about the whole. */
    static final int WHOLE = -1;

    private static final int MOST_WITHOUT_ID = 4;

    /** Where what is wrong is told. */
    interface Report {
        /**
         * Notes a problem.
         *
         * @param key the position of the key, or {@link #WHOLE}
         * @param setting the setting
         * @param problem what is wrong with it and what to do
         */
        void problem(int key, String setting, String problem);
    }

    /**
     * What is known of a key.
     *
     * @param id its id, if it has one
     * @param algorithm the only algorithm it is for, if it names one
     * @param key all of it; empty if anything of it is wrong: it is believed to go with the rest
     */
    record Candidate(Optional<String> id, Optional<JwtAlgorithm> algorithm, Optional<JwtKey> key) {
        static Candidate of(JwtKey key) {
            return new Candidate(key.id(), key.algorithm(), Optional.of(key));
        }
    }

    private final List<JwtAlgorithm> algorithms;
    private final List<Candidate> keys;
    private final Report report;

    private JwtKeyRules(List<JwtAlgorithm> algorithms, List<Candidate> keys, Report report) {
        this.algorithms = algorithms;
        this.keys = keys;
        this.report = report;
    }

    /**
     * Checks how algorithms and keys go together.
     *
     * @param published whether there is a URL of a key set
     */
    static void check(List<JwtAlgorithm> algorithms, List<Candidate> keys, boolean published, Report report) {
        JwtKeyRules rules = new JwtKeyRules(algorithms, keys, report);
        rules.checkList();
        if (published) {
            rules.checkPublished();
        } else {
            rules.checkOwn();
        }
    }

    /** The algorithms of the list that {@code key} is for. */
    static List<JwtAlgorithm> accepted(List<JwtAlgorithm> algorithms, JwtKey key) {
        return key.algorithm()
                .map(List::of)
                .orElseGet(
                        () -> algorithms.stream().filter(key.material()::fits).toList());
    }

    private void checkList() {
        Set<JwtAlgorithm> seen = new HashSet<>();
        for (JwtAlgorithm algorithm : algorithms) {
            if (!seen.add(algorithm)) {
                report.problem(WHOLE, "algorithms", "names " + algorithm.text() + " twice: remove one");
            }
        }
        if (algorithms.isEmpty() && readable().anyMatch(key -> key.algorithm().isEmpty())) {
            missing();
        }
    }

    private void missing() {
        report.problem(
                WHOLE,
                "algorithm",
                "is missing: say how the tokens are signed, nothing is implied; one of " + JwtAlgorithm.all());
    }

    /** Checks the ids of all keys. */
    static void checkIds(List<Candidate> keys, Report report) {
        Map<String, Integer> seen = new HashMap<>();
        int withoutId = 0;
        for (int i = 0; i < keys.size(); i++) {
            Optional<String> id = keys.get(i).id();
            Optional<Integer> other = id.map(kid -> seen.get(kid));
            if (other.isPresent()) {
                report.problem(i, "id", "is also that of keys[" + other.get() + "]: it must be a key's own");
            }
            int position = i;
            id.ifPresent(kid -> seen.putIfAbsent(kid, position));
            if (id.isEmpty() && ++withoutId > MOST_WITHOUT_ID) {
                report.problem(
                        i,
                        "id",
                        "is missing: of more than " + MOST_WITHOUT_ID + " keys, each needs an id, which is"
                                + " the kid of its tokens");
            }
        }
    }

    private void checkPublished() {
        if (!keys.isEmpty()) {
            report.problem(WHOLE, "jwks_url", "stands beside keys of the configuration: remove one of them");
            return;
        }
        if (algorithms.isEmpty()) {
            missing();
        }
        algorithms.stream()
                .filter(JwtAlgorithm::isSymmetric)
                .forEach(algorithm -> report.problem(
                        WHOLE,
                        "jwks_url",
                        "cannot go with " + algorithm.text()
                                + ": a published key set holds public keys only, and a secret would"
                                + " be known to everybody; use one of the other algorithms"));
    }

    private void checkOwn() {
        if (keys.isEmpty()) {
            report.problem(WHOLE, "algorithm", "has no key to go with: add secret, public_key, keys or jwks_url");
            return;
        }
        boolean allFit = true;
        for (int i = 0; i < keys.size(); i++) {
            allFit &= checkListed(i, keys.get(i).algorithm())
                    && checkFit(i, keys.get(i).key());
        }
        if (allFit) {
            algorithms.forEach(this::checkUse);
        }
    }

    private void checkUse(JwtAlgorithm algorithm) {
        if (readable().noneMatch(key -> accepted(algorithms, key).contains(algorithm))) {
            report.problem(
                    WHOLE,
                    "algorithms",
                    "names " + algorithm.text() + ", which no key is for: it needs " + algorithm.wanted());
        }
    }

    private Stream<JwtKey> readable() {
        return keys.stream().flatMap(candidate -> candidate.key().stream());
    }

    /** Whether the algorithm that a key names is among those that are accepted; says so if it is not. */
    private boolean checkListed(int index, Optional<JwtAlgorithm> only) {
        if (only.isPresent() && !algorithms.isEmpty() && !algorithms.contains(only.get())) {
            report.problem(
                    index,
                    "algorithm",
                    "is " + only.get().text() + ", but the list of all accepted ones is "
                            + JwtAlgorithm.list(algorithms) + ": add it there, or leave the list out");
            return false;
        }
        return true;
    }

    /** Whether the key could be read and goes with an algorithm it is for; says so if it does not. */
    private boolean checkFit(int index, Optional<JwtKey> readable) {
        return readable.filter(key -> checkFit(index, key)).isPresent();
    }

    private boolean checkFit(int index, JwtKey key) {
        String setting = key.material() instanceof JwtKey.SharedSecret ? "secret" : "public_key";
        List<JwtAlgorithm> wanted = key.algorithm().map(List::of).orElse(algorithms);
        boolean fits = wanted.isEmpty() || wanted.stream().anyMatch(key.material()::fits);
        if (!fits) {
            JwtAlgorithm first = wanted.getFirst();
            report.problem(
                    index,
                    setting,
                    "does not go with " + JwtAlgorithm.list(wanted) + ": " + first.text() + " needs " + first.wanted());
        }
        return fits;
    }
}
