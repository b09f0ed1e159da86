package dev.yatagarasu.bench.conformance;

import java.util.Optional;

/** The groups of the suite that are about what this server does, under the names used for them here. */
enum Group {
    FRESHNESS("freshness"),
    PARSING("Cache-Control parsing"),
    EXPIRES("Expires"),
    DIRECTIVES("response directives"),
    STALE("stale"),
    HEURISTICS("heuristics"),
    STATUSES("status codes"),
    CONDITIONS("conditional requests"),
    HEADERS("header storage"),
    UPDATES("304 updates"),
    PARTIAL("partial content"),
    VARY("Vary"),
    OTHER("other");

    private final String title;

    Group(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** The group that a test counts in; empty if it is about something else, such as writing. */
    static Optional<Group> of(Catalogue.Test test) {
        return switch (test.group()) {
            case "cc-freshness" -> Optional.of(FRESHNESS);
            case "cc-parse" -> Optional.of(PARSING);
            case "expires", "expires-parse" -> Optional.of(EXPIRES);
            case "cc-response" -> Optional.of(DIRECTIVES);
            case "stale" -> Optional.of(STALE);
            case "heuristic" -> Optional.of(HEURISTICS);
            case "status" -> Optional.of(STATUSES);
            case "conditional-lm", "conditional-inm" -> Optional.of(CONDITIONS);
            case "headers" -> Optional.of(HEADERS);
            case "update304" -> Optional.of(UPDATES);
            case "partial" -> Optional.of(PARTIAL);
            case "vary", "vary-parse" -> Optional.of(VARY);
            case "other" -> Optional.of(OTHER);
            default -> Optional.empty();
        };
    }

    boolean holds(Catalogue.Test test) {
        return of(test).filter(group -> group.equals(this)).isPresent();
    }
}
