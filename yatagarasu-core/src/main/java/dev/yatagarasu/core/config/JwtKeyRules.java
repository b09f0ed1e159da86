package dev.yatagarasu.core.config;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

    private final List<JwtAlgorithm> algorithms;
    private final List<JwtKey> keys;
    private final Report report;

    private JwtKeyRules(List<JwtAlgorithm> algorithms, List<JwtKey> keys, Report report) {
        this.algorithms = algorithms;
        this.keys = keys;
        this.report = report;
    }

    static void check(List<JwtAlgorithm> algorithms, List<JwtKey> keys, Optional<JwksConfig> jwks, Report report) {
        JwtKeyRules rules = new JwtKeyRules(algorithms, keys, report);
        rules.checkList();
        rules.checkIds();
        if (jwks.isPresent()) {
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
        if (algorithms.isEmpty()
                && keys.stream().anyMatch(key -> key.algorithm().isEmpty())) {
            missing();
        }
    }

    private void missing() {
        report.problem(
                WHOLE,
                "algorithm",
                "is missing: say how the tokens are signed, nothing is implied; one of " + JwtAlgorithm.all());
    }

    private void checkIds() {
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
            allFit &= checkFit(i, keys.get(i));
        }
        if (allFit) {
            algorithms.forEach(this::checkUse);
        }
    }

    private void checkUse(JwtAlgorithm algorithm) {
        if (keys.stream().noneMatch(key -> accepted(algorithms, key).contains(algorithm))) {
            report.problem(
                    WHOLE,
                    "algorithms",
                    "names " + algorithm.text() + ", which no key is for: it needs " + algorithm.wanted());
        }
    }

    /** Whether the key goes with an algorithm it is for; says so if it does not. */
    private boolean checkFit(int index, JwtKey key) {
        String setting = key.material() instanceof JwtKey.SharedSecret ? "secret" : "public_key";
        Optional<JwtAlgorithm> only = key.algorithm();
        if (only.isPresent() && !algorithms.isEmpty() && !algorithms.contains(only.get())) {
            report.problem(
                    index,
                    "algorithm",
                    "is " + only.get().text() + ", but the list of all accepted ones is "
                            + JwtAlgorithm.list(algorithms) + ": add it there, or leave the list out");
            return false;
        }
        List<JwtAlgorithm> wanted = only.map(List::of).orElse(algorithms);
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
