package dev.yatagarasu.bench.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The tests of the suite, in its order.
 *
 * @param tests all that are not for browsers only
 */
record Catalogue(List<Test> tests) {
    Catalogue {
        tests = List.copyOf(tests);
    }

    /** How a test is meant. */
    enum Kind {
        /** What the RFC demands. */
        REQUIRED,
        /** What makes a cache a good one. */
        OPTIMAL,
        /** A question with no wrong answer. */
        CHECK
    }

    /**
     * One test.
     *
     * @param id its name within the suite
     * @param group the id of its group
     * @param kind how it is meant
     * @param name what it is about, for people
     * @param dependencies tests without which a pass proves nothing
     */
    record Test(String id, String group, Kind kind, String name, List<String> dependencies) {
        Test {
            dependencies = List.copyOf(dependencies);
        }
    }

    /** The test of that name. */
    Test test(String id) {
        return tests.stream()
                .filter(test -> test.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the suite has no test \"" + id + "\""));
    }

    /** Reads the suite's own description of itself. */
    static Catalogue of(JsonNode groups) {
        List<Test> tests = new ArrayList<>();
        for (JsonNode group : groups) {
            for (JsonNode test : group.path("tests")) {
                if (!test.path("browser_only").asBoolean()) {
                    tests.add(test(group.path("id").asText(), test));
                }
            }
        }
        return new Catalogue(tests);
    }

    private static Test test(String group, JsonNode test) {
        List<String> dependencies = new ArrayList<>();
        test.path("depends_on").forEach(dependency -> dependencies.add(dependency.asText()));
        Kind kind = switch (test.path("kind").asText("required")) {
            case "optimal" -> Kind.OPTIMAL;
            case "check" -> Kind.CHECK;
            default -> Kind.REQUIRED;
        };
        return new Test(test.path("id").asText(), group, kind, test.path("name").asText(), dependencies);
    }
}
