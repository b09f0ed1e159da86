package dev.yatagarasu.bench.conformance;

import dev.yatagarasu.bench.conformance.Catalogue.Kind;
import dev.yatagarasu.bench.report.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the server got, by group and beside other caches, the tests counted one by one; the total is also given as the
 * suite's own page counts, which leaves out tests that decide nothing. Not safe for several threads.
 */
final class Scores {
    private final Catalogue catalogue;
    private final Results ours;
    private final Map<String, Results> peers = new LinkedHashMap<>();

    Scores(Catalogue catalogue, Results ours) {
        this.catalogue = catalogue;
        this.ours = ours;
    }

    /** Adds another cache's column. */
    void compareWith(String name, Results results) {
        peers.put(name, results);
    }

    /**
     * How many of some tests a cache passed.
     *
     * @param passed those it passed
     * @param all all of them
     */
    record Score(int passed, int all) {
        @Override
        public String toString() {
            return all == 0 ? "-" : passed + "/" + all;
        }

        /** In percent; all of nothing is everything. */
        double percent() {
            return all == 0 ? 100 : 100.0 * passed / all;
        }
    }

    /** The score of one cache in the tests of a kind that {@code which} picks. */
    Score score(Results results, Kind kind, Predicate<Catalogue.Test> which) {
        List<Catalogue.Test> tests = tests(kind, which);
        long passed = tests.stream().filter(test -> results.passed(test.id())).count();
        return new Score((int) passed, tests.size());
    }

    /** The scores in the required tests that {@code which} picks: the server's, then those of the other caches. */
    List<Score> required(Predicate<Catalogue.Test> which) {
        return Stream.concat(Stream.of(ours), peers.values().stream())
                .map(results -> score(results, Kind.REQUIRED, which))
                .toList();
    }

    /** The names of the other caches. */
    Set<String> peers() {
        return Collections.unmodifiableSet(peers.keySet());
    }

    private List<Catalogue.Test> tests(Kind kind, Predicate<Catalogue.Test> which) {
        return catalogue.tests().stream()
                .filter(test -> test.kind() == kind && which.test(test))
                .toList();
    }

    /** Required tests of the groups that count which the server does not pass. */
    List<Catalogue.Test> failures() {
        return tests(Kind.REQUIRED, test -> counts(test) && !ours.passed(test.id()));
    }

    /** Those of them that every other cache passes. */
    List<Catalogue.Test> failuresOfOursAlone() {
        return failures().stream()
                .filter(test -> peers.values().stream().allMatch(peer -> peer.passed(test.id())))
                .toList();
    }

    String markdown() {
        return groups() + "\n" + totals() + "\n" + listOfFailures() + "\n" + listOfOthers();
    }

    private String groups() {
        List<String> titles = new ArrayList<>(List.of("group", "required", "optimal", "check"));
        peers.keySet().forEach(peer -> titles.add(peer + ", required"));
        Table table = Table.of(titles.toArray(String[]::new));
        for (Group group : Group.values()) {
            addRow(table, group.title(), group::holds);
        }
        addRow(table, "together", Scores::counts);
        addRow(table, "the suite's other groups", test -> Group.of(test).isEmpty());
        return table.markdown();
    }

    private void addRow(Table table, String title, Predicate<Catalogue.Test> which) {
        List<String> cells = new ArrayList<>();
        cells.add(title);
        for (Kind kind : Kind.values()) {
            cells.add(score(ours, kind, which).toString());
        }
        peers.values()
                .forEach(peer -> cells.add(score(peer, Kind.REQUIRED, which).toString()));
        table.row(cells.toArray(String[]::new));
    }

    /** All required tests, as counted here and as the suite counts them. */
    String totals() {
        Score all = score(ours, Kind.REQUIRED, Scores::counts);
        Score decided = score(ours, Kind.REQUIRED, test -> counts(test) && isDecided(test));
        return String.format(
                Locale.ROOT,
                "Required: %s = %.1f %%. As the suite's own page counts: %s = %.1f %%; %d tests decide nothing, because"
                        + " the server does not give the answers they begin with, or fails a test they build on.%n",
                all,
                all.percent(),
                decided,
                decided.percent(),
                all.all() - decided.all());
    }

    /** Whether the test is in one of the groups. */
    static boolean counts(Catalogue.Test test) {
        return Group.of(test).isPresent();
    }

    /** Whether the test's outcome means something: it was set up, and all that it builds on was passed. */
    boolean isDecided(Catalogue.Test test) {
        boolean asked = switch (ours.outcome(test.id())) {
            case Results.Outcome.Passed passed -> true;
            case Results.Outcome.Failed failed -> true;
            case Results.Outcome.NotSetUp early -> false;
            case Results.Outcome.Untested none -> false;
        };
        return asked && test.dependencies().stream().allMatch(this::isProven);
    }

    private boolean isProven(String id) {
        return ours.passed(id) && catalogue.test(id).dependencies().stream().allMatch(this::isProven);
    }

    private String listOfFailures() {
        List<String> titles = new ArrayList<>(List.of("required test not passed", "what happened"));
        titles.addAll(peers.keySet());
        Table table = Table.of(titles.toArray(String[]::new));
        for (Catalogue.Test test : failures()) {
            List<String> cells = new ArrayList<>(List.of(test.id(), told(ours.outcome(test.id()))));
            peers.values().forEach(peer -> cells.add(peer.passed(test.id()) ? "passes" : "no"));
            table.row(cells.toArray(String[]::new));
        }
        return table.markdown() + "\n" + oursAlone("Failed", this::isDecided) + "\n"
                + oursAlone("Undecided", test -> !isDecided(test));
    }

    private String oursAlone(String title, Predicate<Catalogue.Test> which) {
        List<Catalogue.Test> tests =
                failuresOfOursAlone().stream().filter(which).toList();
        return title + " though " + String.join(", ", peers.keySet()) + " all pass: " + names(tests) + ".\n";
    }

    private static String told(Results.Outcome outcome) {
        return switch (outcome) {
            case Results.Outcome.Passed passed -> "passed";
            case Results.Outcome.Failed failed -> failed.why();
            case Results.Outcome.NotSetUp early -> "not set up: " + early.why();
            case Results.Outcome.Untested none -> "not run";
        };
    }

    private String listOfOthers() {
        return "Optimal, not passed: " + names(notPassed(Kind.OPTIMAL)) + ".\n\nChecks answered with no: "
                + names(notPassed(Kind.CHECK)) + ".\n\nRequired in the suite's other groups, not passed: "
                + names(tests(Kind.REQUIRED, test -> Group.of(test).isEmpty() && !ours.passed(test.id())))
                + ".\n";
    }

    private List<Catalogue.Test> notPassed(Kind kind) {
        return tests(kind, test -> counts(test) && !ours.passed(test.id()));
    }

    private static String names(List<Catalogue.Test> tests) {
        return tests.isEmpty() ? "none" : tests.stream().map(Catalogue.Test::id).collect(Collectors.joining(", "));
    }
}
