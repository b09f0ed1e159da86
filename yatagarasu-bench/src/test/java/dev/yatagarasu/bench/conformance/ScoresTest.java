package dev.yatagarasu.bench.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.yatagarasu.bench.conformance.Catalogue.Kind;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What the harness makes of the suite's catalogue and results, in the form in which they come. */
final class ScoresTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CATALOGUE = """
            [{"id": "cc-freshness", "name": "Freshness", "tests": [
               {"id": "max-age", "kind": "optimal", "name": "reuses", "requests": [{}]},
               {"id": "age", "name": "stale by Age", "depends_on": ["max-age"]},
               {"id": "s-maxage", "kind": "required", "name": "prefers s-maxage", "depends_on": ["quoted"]},
               {"id": "immutable", "name": "for browsers", "browser_only": true}]},
             {"id": "cc-parse", "tests": [
               {"id": "quoted", "kind": "check", "name": "quoted?", "depends_on": ["max-age"]},
               {"id": "single", "name": "single quotes"}]},
             {"id": "status", "tests": [{"id": "status-203", "name": "203"}, {"id": "status-200", "name": "200"}]},
             {"id": "invalidation", "tests": [{"id": "POST", "name": "POST"}]}]
            """;
    private static final String OURS = """
            {"max-age": true, "age": true, "s-maxage": ["Assertion", "Response 2 comes from cache"],
             "quoted": ["Assertion", "Response 2 does not come from cache"], "single": ["Assertion", "cached"],
             "status-203": ["Setup", "Response 1 status is 502, not 203"], "POST": ["TypeError", "no such thing"]}
            """;
    private static final String PEER =
            "{\"max-age\": true, \"age\": false, \"s-maxage\": true, \"single\": true, \"status-203\": true, \"POST\": true}";

    private static Catalogue catalogue() throws IOException {
        return Catalogue.of(JSON.readTree(CATALOGUE));
    }

    private static Results results(String json) throws IOException {
        return Results.of(JSON.readTree(json));
    }

    private static Scores scores() throws IOException {
        Scores scores = new Scores(catalogue(), results(OURS));
        scores.compareWith("peer", results(PEER));
        return scores;
    }

    @Test
    void catalogue_ofTheSuite_holdsWhatAProxyCanTake() throws IOException {
        assertThat(catalogue().tests())
                .extracting(Catalogue.Test::id)
                .containsExactly("max-age", "age", "s-maxage", "quoted", "single", "status-203", "status-200", "POST");
        assertThat(catalogue().tests())
                .extracting(Catalogue.Test::kind)
                .startsWith(Kind.OPTIMAL, Kind.REQUIRED, Kind.REQUIRED, Kind.CHECK);
        assertThat(catalogue().test("age").dependencies()).containsExactly("max-age");
        assertThatThrownBy(() -> catalogue().test("immutable")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void outcome_ofEveryForm_isTold() throws IOException {
        Results ours = results(OURS);

        assertThat(ours.outcome("age")).isEqualTo(new Results.Outcome.Passed());
        assertThat(ours.outcome("s-maxage")).isEqualTo(new Results.Outcome.Failed("Response 2 comes from cache"));
        assertThat(ours.outcome("status-203"))
                .isEqualTo(new Results.Outcome.NotSetUp("Response 1 status is 502, not 203"));
        assertThat(ours.outcome("POST")).isEqualTo(new Results.Outcome.Failed("no such thing"));
        assertThat(ours.outcome("status-200")).isEqualTo(new Results.Outcome.Untested());
        assertThat(results(PEER).outcome("age")).isEqualTo(new Results.Outcome.Failed("no reason given"));
    }

    @Test
    void results_ofSomethingElse_areRefused() {
        assertThatThrownBy(() -> results("[]")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void score_byKindAndGroup_countsPasses() throws IOException {
        Results ours = results(OURS);

        assertThat(scores().score(ours, Kind.REQUIRED, Group.FRESHNESS::holds)).isEqualTo(new Scores.Score(1, 2));
        assertThat(scores().score(ours, Kind.OPTIMAL, Group.FRESHNESS::holds)).isEqualTo(new Scores.Score(1, 1));
        assertThat(scores().score(ours, Kind.CHECK, Group.PARSING::holds)).isEqualTo(new Scores.Score(0, 1));
        assertThat(scores().score(ours, Kind.OPTIMAL, Group.STATUSES::holds)).hasToString("-");
    }

    @Test
    void failures_ofRequiredTestsThatCount_includeThoseNotSetUp() throws IOException {
        assertThat(scores().failures())
                .extracting(Catalogue.Test::id)
                .containsExactly("s-maxage", "single", "status-203", "status-200");
        assertThat(scores().failuresOfOursAlone())
                .extracting(Catalogue.Test::id)
                .containsExactly("s-maxage", "single", "status-203");
    }

    @Test
    void isDecided_setUpAndOnFirmGround_isTrue() throws IOException {
        Scores scores = scores();

        assertThat(catalogue().tests().stream().filter(scores::isDecided).map(Catalogue.Test::id))
                .containsExactly("max-age", "age", "quoted", "single", "POST");
    }

    @Test
    void markdown_ofAll_holdsTablesTotalsAndLists() throws IOException {
        assertThat(scores().markdown())
                .contains("| freshness | 1/2 | 1/1 | - | 1/2 |")
                .contains("| together | 1/5 | 1/1 | 0/1 | 3/5 |")
                .contains("| the suite's other groups | 0/1 | - | - | 1/1 |")
                .contains("Required: 1/5 = 20.0 %. As the suite's own page counts: 1/2 = 50.0 %; 3 tests")
                .contains("| status-203 | not set up: Response 1 status is 502, not 203 | passes |")
                .contains("Failed though peer all pass: single.")
                .contains("Undecided though peer all pass: s-maxage, status-203.")
                .contains("Checks answered with no: quoted.")
                .contains("Required in the suite's other groups, not passed: POST.");
    }

    @Test
    void summary_ofARun_holdsGroupsTotalsAndWhatIsNotPassed() throws IOException {
        assertThat(new Summary(scores()).markdown())
                .startsWith("| required tests passed | Yatagarasu | peer |\n")
                .contains("| freshness | 1/2 | 1/2 |")
                .contains("| together | 1/5 | 3/5 |")
                .contains("As the suite's own page counts: 1/2 = 50.0 %")
                .contains("| Cache-Control parsing | `single` |")
                .contains("| status codes | `status-203`, `status-200` |")
                .doesNotContain("POST");
    }
}
