package dev.yatagarasu.auth.openfga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.api.Principal;
import dev.yatagarasu.api.Secret;
import dev.yatagarasu.api.YatagarasuException;
import dev.yatagarasu.api.policy.AccessRequest;
import dev.yatagarasu.api.policy.Authorizer;
import dev.yatagarasu.api.policy.Decision;
import dev.yatagarasu.auth.http.EndpointConfig;
import dev.yatagarasu.auth.openfga.OpenFgaConfig.ApiToken;
import dev.yatagarasu.auth.openfga.OpenFgaConfig.Consistency;
import dev.yatagarasu.auth.openfga.OpenFgaConfig.Store;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is true of the authorizer with the example's model, whichever OpenFGA it asks. */
abstract class OpenFgaBehaviour {
    static final String TOKEN = "token-of-the-tests";

    private Fga fga;
    private Authorizer authorizer;

    /** Where an OpenFGA is that wants {@link #TOKEN}. */
    abstract URI server();

    @BeforeEach
    void makeAStore() {
        fga = Fga.storeAt(server(), TOKEN);
        authorizer = new OpenFgaAuthorizerFactory().create(config(fga.named(), TOKEN), Contexts.context());
    }

    @AfterEach
    void close() {
        authorizer.close();
    }

    private OpenFgaConfig config(Store store, String token) {
        EndpointConfig endpoint = new EndpointConfig(server(), Duration.ofSeconds(20), 8, Optional.empty());
        return OpenFgaConfig.of(endpoint, store, Optional.of(new ApiToken(Secret.of(token))));
    }

    @Test
    void authorize_ownerEditorAndViewerOfAFile_mayReadIt() {
        fga.write("user:olivia", "owner", "file:shared-files/a/plan.pdf");
        fga.write("user:ed", "editor", "file:shared-files/a/plan.pdf");
        fga.write("user:vera", "viewer", "file:shared-files/a/plan.pdf");

        for (String user : List.of("olivia", "ed", "vera")) {
            assertAllowed(user, "a/plan.pdf");
            assertDenied(user, "a/plan.pdf.bak");
            assertDenied(user, "a/");
        }
        assertDenied("mallory", "a/plan.pdf");
    }

    @Test
    void authorize_folderSharedByOneTuple_opensAllBelowIt() {
        fga.write("user:vera", "viewer", "folder:shared-files/projects/apollo");

        assertAllowed("vera", "projects/apollo/plan.pdf");
        assertAllowed("vera", "projects/apollo/2026/11/minutes.txt");
        assertAllowed("vera", "projects/apollo/");
        assertAllowed("vera", "projects/apollo/2026/");
        assertDenied("vera", "projects/apollo-2/plan.pdf");
        assertDenied("vera", "projects/apollo");
        assertDenied("vera", "projects/other.txt");
        assertDenied("vera", "projects/");
    }

    @Test
    void authorize_roleOnTheBucket_opensAllOfIt() {
        fga.write("user:olivia", "owner", "bucket:shared-files");
        fga.write("user:eve", "owner", "bucket:other-files");

        assertAllowed("olivia", "a/b/c/d.txt");
        assertAllowed("olivia", "top.txt");
        assertAllowed("olivia", "");
        assertDenied("eve", "top.txt");
    }

    @Test
    void authorize_unshared_isDeniedAgain() {
        fga.write("user:vera", "viewer", "folder:shared-files/a");
        assertAllowed("vera", "a/b.txt");

        fga.delete("user:vera", "viewer", "folder:shared-files/a");

        assertDenied("vera", "a/b.txt");
    }

    @Test
    void authorize_teamsAndTeamsOfTeams_haveWhatTheTeamHas() {
        fga.write("user:anna", "member", "team:engineering");
        fga.write("team:engineering#member", "member", "team:company");
        fga.write("team:company#member", "viewer", "folder:shared-files/handbook");

        assertAllowed("anna", "handbook/holidays.md");
        assertDenied("sam", "handbook/holidays.md");

        fga.delete("user:anna", "member", "team:engineering");
        assertDenied("anna", "handbook/holidays.md");
    }

    @Test
    void authorize_sharedWithEverybody_opensToAllWhoAreIdentified() {
        fga.write("user:*", "viewer", "folder:shared-files/public");

        assertAllowed("anybody", "public/logo.svg");
        assertThat(authorizer.authorize(Requests.request("GET", Optional.empty(), "public/logo.svg")))
                .isEqualTo(new Decision.Deny("nobody is identified"));
    }

    @Test
    void authorize_hostileUsers_areNobody() {
        fga.write("user:*", "viewer", "folder:shared-files/public");
        fga.write("team:engineering#member", "viewer", "folder:shared-files/a");

        for (String user : List.of("*", "x:*", "engineering#member", "anna@example.com", "a b", "")) {
            assertDenied(user, "public/logo.svg");
            assertDenied(user, "a/b.txt");
        }
    }

    @Test
    void authorize_everyCharacterInKeys_namesThatObjectOnly() {
        for (String character : List.of(
                " ", "%20", "%", ":", "#", "@", "*", "?", "&", "+", "=", "'", "\"", "\\", "<", "|", "~", "\t", "\u0001",
                "\u007f", "\u0085", "\u00a0", "\u2028", "\u200b", "é", "e\u0301", "日", "😀", "{", "$", "`", "^", ",")) {
            String key = "odd/x" + character + "y";
            fga.write("user:vera", "viewer", "file:shared-files/odd/x" + ObjectId.escape(character) + "y");
            assertAllowed("vera", key);
        }
        assertDenied("vera", "odd/xy");
        assertDenied("vera", "odd/x%2520y");
        assertDenied("vera", "odd/xÉy");
    }

    @Test
    void authorize_doubleSlashes_areFoldersOfTheirOwn() {
        fga.write("user:vera", "viewer", "folder:shared-files/a/");

        assertAllowed("vera", "a//b.txt");
        assertDenied("vera", "a/b.txt");
    }

    @Test
    void authorize_longKeys_areNamedByTheirHash() {
        String longKey = "long/" + "k".repeat(1000);
        String name = new ObjectNames(OpenFgaConfigReader.OBJECTS).object("shared-files", longKey);
        fga.write("user:vera", "viewer", name);
        fga.write("user:wide", "viewer", "folder:shared-files/" + "é".repeat(110));

        assertAllowed("vera", longKey);
        assertDenied("vera", longKey + "k");
        assertAllowed("wide", "é".repeat(110) + "/" + "ü".repeat(300));
    }

    @Test
    void authorize_deepestKeys_areWithinTheServersLimits() {
        fga.write("user:anna", "member", "team:engineering");
        fga.write("team:engineering#member", "member", "team:company");
        fga.write("team:company#member", "viewer", "bucket:shared-files");

        assertAllowed("anna", "d/".repeat(20) + "file.txt");
        assertDenied("nobody", "d/".repeat(20) + "file.txt");
        assertDenied("anna", "d/".repeat(21) + "file.txt");
    }

    @Test
    void authorize_higherConsistency_isAnsweredToo() {
        OpenFgaConfig usual = config(fga.named(), TOKEN);
        OpenFgaConfig config = new OpenFgaConfig(
                usual.endpoint(),
                new Store(fga.named().id(), Optional.empty()),
                usual.login(),
                usual.users(),
                usual.objects(),
                usual.relations(),
                usual.parents(),
                Consistency.HIGHER_CONSISTENCY,
                usual.retry());
        fga.write("user:vera", "viewer", "file:shared-files/a");
        try (Authorizer strict = new OpenFgaAuthorizerFactory().create(config, Contexts.context())) {
            assertThat(strict.authorize(Requests.get("vera", "a"))).isEqualTo(new Decision.Allow());
            fga.delete("user:vera", "viewer", "file:shared-files/a");
            assertThat(strict.authorize(Requests.get("vera", "a"))).isInstanceOf(Decision.Deny.class);
        }
    }

    @Test
    void authorizeAll_moreThanABatch_answersEachInItsPlace() {
        fga.write("user:vera", "viewer", "folder:shared-files/even");
        List<AccessRequest> requests = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            requests.add(Requests.get("vera", (i % 2 == 0 ? "even/" : "odd/") + i));
        }
        requests.set(60, Requests.request("GET", Optional.empty(), "even/60"));

        List<Decision> decisions = authorizer.authorizeAll(requests);

        assertThat(decisions).hasSize(120);
        for (int i = 0; i < 120; i++) {
            boolean allowed = i % 2 == 0 && i != 60;
            assertThat(decisions.get(i) instanceof Decision.Allow).as("%s", i).isEqualTo(allowed);
        }
        assertThat(authorizer.authorizeAll(List.of())).isEmpty();
    }

    @Test
    void authorizeAll_modelThatDoesNotFit_fails() {
        OpenFgaConfig usual = config(fga.named(), TOKEN);
        OpenFgaConfig config = new OpenFgaConfig(
                usual.endpoint(),
                usual.store(),
                usual.login(),
                usual.users(),
                usual.objects(),
                new OpenFgaConfig.Relations("reader", "viewer"),
                usual.parents(),
                usual.consistency(),
                usual.retry());
        try (Authorizer wrong = new OpenFgaAuthorizerFactory().create(config, Contexts.context())) {
            assertThatThrownBy(() -> wrong.authorizeAll(List.of(Requests.get("vera", "a"))))
                    .isInstanceOf(YatagarasuException.class)
                    .hasMessageContaining("validation_error; the model does not fit");
            assertThatThrownBy(() -> wrong.authorize(Requests.get("vera", "a")))
                    .isInstanceOf(YatagarasuException.class)
                    .hasMessageContaining("400 validation_error")
                    .hasMessageContaining("relations");
            assertThat(wrong.authorize(
                            Requests.request("HEAD", Optional.of(new Principal("vera", Map.of("sub", "vera"))), "a")))
                    .isInstanceOf(Decision.Deny.class);
        }
    }

    @Test
    void authorize_wrongStoreModelOrToken_failsAndSaysWhatToCheck() {
        String other = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
        assertFails(config(new Store(other, Optional.empty()), TOKEN), "check store_id");
        assertFails(config(new Store(fga.named().id(), Optional.of(other)), TOKEN), "check authorization_model_id");
        assertFails(config(fga.named(), "another-token"), "check api_token");
    }

    private void assertFails(OpenFgaConfig config, String advice) {
        try (Authorizer wrong = new OpenFgaAuthorizerFactory().create(config, Contexts.context())) {
            assertThatThrownBy(() -> wrong.authorize(Requests.get("vera", "a")))
                    .isInstanceOf(YatagarasuException.class)
                    .hasMessageContaining(advice)
                    .hasMessageNotContaining("another-token");
        }
    }

    @Test
    void authorize_tuplesOfTheExample_areAsTheyAreExplained() {
        fga.writeAll(Examples.tuples());

        assertAllowed("olivia", "anything/at/all");
        assertAllowed("anna", "projects/apollo/plan.pdf");
        assertAllowed("ben", "projects/apollo/plan.pdf");
        assertAllowed("sam", "projects/apollo/plan.pdf");
        assertAllowed("carol", "projects/apollo/contract.pdf");
        assertDenied("carol", "projects/apollo/plan.pdf");
        assertAllowed("sam", "handbook/holidays.md");
        assertDenied("carol", "handbook/holidays.md");
        assertAllowed("mallory", "public/logo.svg");
        assertAllowed("anna", "notes.txt");
        assertDenied("ben", "notes.txt");
        assertAllowed("carol", "Quarterly reports/Q3.xlsx");
        assertDenied("mallory", "Quarterly reports/Q3.xlsx");
    }

    private void assertAllowed(String user, String key) {
        assertThat(authorizer.authorize(Requests.get(user, key)))
                .as("%s, %s", user, key)
                .isEqualTo(new Decision.Allow());
    }

    private void assertDenied(String user, String key) {
        assertThat(authorizer.authorize(Requests.get(user, key)))
                .as("%s, %s", user, key)
                .isInstanceOf(Decision.Deny.class);
    }
}
