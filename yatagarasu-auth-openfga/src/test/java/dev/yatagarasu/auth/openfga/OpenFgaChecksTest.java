package dev.yatagarasu.auth.openfga;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.Principal;
import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.api.policy.AccessRequest;
import dev.yatagarasu.api.policy.RequestDetails;
import dev.yatagarasu.auth.openfga.OpenFgaCheck.Check;
import dev.yatagarasu.auth.openfga.OpenFgaCheck.Refused;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenFgaChecksTest {
    private static final String ULID = "01ARZ3NDEKTSV4RRFFQ69G5FAV";

    private final OpenFgaChecks questions = questions(Map.of());

    @Test
    void of_aRequest_asksForUserRelationAndObjectAndTellsItsFolders() {
        assertThat(questions.of(request("GET", "a/b/c.pdf", Map.of("sub", "alice"))))
                .isEqualTo(new Check(
                        new TupleKey("user:alice", "viewer", "file:shared/a/b/c.pdf"),
                        List.of(
                                new TupleKey("folder:shared/a/b", "parent", "file:shared/a/b/c.pdf"),
                                new TupleKey("folder:shared/a", "parent", "folder:shared/a/b"),
                                new TupleKey("bucket:shared", "parent", "folder:shared/a"))));
    }

    @Test
    void of_everySetting_changesTheQuestion() {
        OpenFgaChecks others = questions(Map.of(
                "user_claim",
                "account.id",
                "user_type",
                "person",
                "objects",
                Map.of("file", "doc:{bucket}/{key}", "folder", "dir:{bucket}/{path}", "bucket", "drive:{bucket}"),
                "relations",
                Map.of("get", "can_read", "head", "can_see"),
                "parents",
                Map.of("relation", "container")));
        Map<String, Object> claims = Map.of("sub", "alice", "account", Map.of("id", "7"));

        assertThat(others.of(request("GET", "a/b", claims)))
                .isEqualTo(new Check(
                        new TupleKey("person:7", "can_read", "doc:shared/a/b"),
                        List.of(
                                new TupleKey("dir:shared/a", "container", "doc:shared/a/b"),
                                new TupleKey("drive:shared", "container", "dir:shared/a"))));
        assertThat(check(others.of(request("HEAD", "a/b", claims))).tuple().relation())
                .isEqualTo("can_see");
    }

    @Test
    void of_parentsNotContextual_tellsNone() {
        OpenFgaChecks others = questions(Map.of("parents", Map.of("contextual", false, "max_depth", 1)));

        Check check = check(others.of(request("GET", "a/b/c/d", Map.of("sub", "alice"))));

        assertThat(check.contextual()).isEmpty();
        assertThat(check.tuple().object()).isEqualTo("file:shared/a/b/c/d");
    }

    @Test
    void of_tooManyFolders_isRefused() {
        assertThat(questions.of(request("GET", "a/".repeat(20) + "x", Map.of("sub", "alice"))))
                .isInstanceOfSatisfying(
                        Check.class, check -> assertThat(check.contextual()).hasSize(21));
        assertThat(questions.of(request("GET", "a/".repeat(21) + "x", Map.of("sub", "alice"))))
                .isEqualTo(new Refused("the object is in more than 20 folders"));
        assertThat(questions(Map.of("parents", Map.of("max_depth", 2)))
                        .of(request("GET", "a/b/c/x", Map.of("sub", "alice"))))
                .isEqualTo(new Refused("the object is in more than 2 folders"));
    }

    @Test
    void of_nobody_isRefused() {
        assertThat(questions.of(
                        new AccessRequest(Optional.empty(), "GET", "shared", "a", "/shared/a", RequestDetails.none())))
                .isEqualTo(new Refused("nobody is identified"));
    }

    @Test
    void of_principalOfAnEmbedder_isAskedForByItsId() {
        assertThat(questions.of(request("GET", "a", Principal.of("alice")))).isInstanceOf(Check.class);
        assertThat(questions.of(request("GET", "a", Principal.of("alice:*")))).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "a*",
                "alice:admin",
                "team:a#member",
                "a#b",
                "alice@example.com",
                "a b",
                "\u00a0",
                "a\tb",
                "a\nb",
                "a\u0000",
                "a\u0085",
                "\u2028",
                "\ud800"
            })
    void of_hostileUser_isRefusedWithoutShowingIt(String user) {
        assertThat(questions.of(request("GET", "a", Map.of("sub", user))))
                .isEqualTo(new Refused("the claim sub is empty or holds white space, control characters or : # @ *"));
    }

    @Test
    void of_userThatIsNoText_isRefused() {
        for (Object value : List.of(7, true, List.of("alice"), Map.of("id", "alice"))) {
            assertThat(questions.of(request("GET", "a", Map.of("sub", value))))
                    .isEqualTo(new Refused("the claim sub is not a text"));
        }
        assertThat(questions.of(request("GET", "a", Map.of("name", "alice"))))
                .isEqualTo(new Refused("the claim sub is missing"));
    }

    @Test
    void of_longUser_isTakenUpTo512Bytes() {
        assertThat(questions.of(request("GET", "a", Map.of("sub", "a".repeat(507)))))
                .isInstanceOf(Check.class);
        assertThat(questions.of(request("GET", "a", Map.of("sub", "a".repeat(508)))))
                .isInstanceOf(Refused.class);
        assertThat(questions.of(request("GET", "a", Map.of("sub", "é".repeat(254)))))
                .isInstanceOf(Refused.class);
    }

    @Test
    void of_userClaim_isFoundByItsNameOrItsPath() {
        OpenFgaChecks others = questions(Map.of("user_claim", "https://id.example/account.id"));
        Map<String, Object> claims = new HashMap<>();

        claims.put("https://id", Map.of("example/account", Map.of("id", "inside")));
        assertThat(check(others.of(request("GET", "a", claims))).tuple().user()).isEqualTo("user:inside");
        claims.put("https://id.example/account.id", "named");
        assertThat(check(others.of(request("GET", "a", claims))).tuple().user()).isEqualTo("user:named");
        claims.put("https://id.example/account.id", List.of("named"));
        assertThat(others.of(request("GET", "a", claims))).isInstanceOf(Refused.class);
    }

    @Test
    void of_keyThatIsNoText_isRefused() {
        assertThat(questions.of(request("GET", "a\ud800", Map.of("sub", "alice"))))
                .isEqualTo(new Refused("the key is not well-formed text"));
    }

    private static Check check(OpenFgaCheck question) {
        assertThat(question).isInstanceOf(Check.class);
        return (Check) question;
    }

    private static AccessRequest request(String method, String key, Map<String, Object> claims) {
        return request(method, key, new Principal("from-the-token", claims));
    }

    private static AccessRequest request(String method, String key, Principal principal) {
        return new AccessRequest(
                Optional.of(principal), method, "shared", key, "/shared/" + key, RequestDetails.none());
    }

    private static OpenFgaChecks questions(Map<String, ?> settings) {
        Map<String, Object> values = new HashMap<>(settings);
        values.put("endpoint", "http://localhost:8080");
        values.put("store_id", ULID);
        ConfigNode node = ConfigNode.of(values);
        Optional<OpenFgaConfig> config = OpenFgaConfig.read(node);
        node.reportUnknownKeys();
        assertThat(node.problems().list()).isEmpty();
        return new OpenFgaChecks(config.orElseThrow());
    }
}
