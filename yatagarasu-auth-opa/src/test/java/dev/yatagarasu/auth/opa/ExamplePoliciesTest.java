package dev.yatagarasu.auth.opa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.Principal;
import dev.yatagarasu.api.policy.AccessRequest;
import dev.yatagarasu.api.policy.Authorizer;
import dev.yatagarasu.api.policy.Decision;
import dev.yatagarasu.api.policy.RequestDetails;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The policies in {@code examples/opa}, asked in OPA itself. */
class ExamplePoliciesTest {
    static final Path EXAMPLES = Path.of("..", "examples", "opa");

    private static OpaServer server;

    @BeforeAll
    static void startServer() {
        server = RealOpa.start(EXAMPLES);
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void roles_readersAndAdministrators_mayRead() {
        assertAllowed("roles/allow", get(Map.of("roles", List.of("guest", "reader")), "a.txt"));
        assertAllowed("roles/allow", get(Map.of("roles", List.of("admin")), "a.txt"));
    }

    @Test
    void roles_othersOrNobody_mayNot() {
        assertDenied("roles/allow", get(Map.of("roles", List.of("readers")), "a.txt"));
        assertDenied("roles/allow", get(Map.of("roles", "reader"), "a.txt"));
        assertDenied("roles/allow", get(Map.of(), "a.txt"));
        assertDenied("roles/allow", nobody("GET", "a.txt"));
    }

    @Test
    void folders_groupsOwn_mayBeRead() {
        Map<String, Object> claims = Map.of("groups", List.of("engineering", "chess"));
        assertAllowed("folders/decision", get(claims, "builds/1.jar"));
        assertAllowed("folders/decision", get(claims, "shared/a/b.txt"));
    }

    @Test
    void folders_others_mayNotBeReadAndTheReasonIsTold() {
        Map<String, Object> claims = Map.of("groups", List.of("finance"));
        for (String key : List.of("builds/1.jar", "finance-board/plan.pdf", "Finance/a", "a/finance/b", "finance")) {
            assertThat(decide("folders/decision", get(claims, key)))
                    .isEqualTo(new Decision.Deny("no folder of a group of theirs"));
        }
        assertDenied("folders/decision", nobody("GET", "shared/a.txt"));
    }

    @Test
    void owner_ownFolderAndPublic_mayBeRead() {
        assertAllowed("owner/allow", get(Map.of(), "users/alice/a/b.txt"));
        assertAllowed("owner/allow", get(Map.of(), "public/a.txt"));
    }

    @Test
    void owner_foldersOfOthers_mayNotBeRead() {
        for (String key :
                List.of("users/bob/a.txt", "users/alice2/a.txt", "users/Alice/a.txt", "alice/a.txt", "users//alice")) {
            assertDenied("owner/allow", get(Map.of(), key));
        }
        assertDenied("owner/allow", nobody("GET", "public/a.txt"));
        assertDenied("owner/allow", Opas.get(Principal.of("alice/a"), "users/alice/a/b.txt"));
    }

    @Test
    void methods_headForAllWhoAreKnown_getForTheScope() {
        assertAllowed("methods/allow", head(Map.of()));
        assertAllowed("methods/allow", get(Map.of("scope", "openid download"), "a.txt"));
        assertDenied("methods/allow", get(Map.of("scope", "openid downloads"), "a.txt"));
        assertDenied("methods/allow", get(Map.of(), "a.txt"));
        assertDenied("methods/allow", nobody("HEAD", "a.txt"));
    }

    private static AccessRequest get(Map<String, Object> claims, String key) {
        return Opas.get(new Principal("alice", claims), key);
    }

    private static AccessRequest head(Map<String, Object> claims) {
        return new AccessRequest(
                Optional.of(new Principal("alice", claims)),
                "HEAD",
                "files",
                "a.txt",
                "/shared/a.txt",
                RequestDetails.none());
    }

    private static AccessRequest nobody(String method, String key) {
        return new AccessRequest(Optional.empty(), method, "files", key, "/shared/" + key, RequestDetails.none());
    }

    private static Decision decide(String path, AccessRequest request) {
        try (Authorizer authorizer = Opas.open(server.url(), path)) {
            return authorizer.authorize(request);
        }
    }

    private static void assertAllowed(String path, AccessRequest request) {
        assertThat(decide(path, request)).isEqualTo(new Decision.Allow());
    }

    private static void assertDenied(String path, AccessRequest request) {
        assertThat(decide(path, request)).isInstanceOf(Decision.Deny.class);
    }
}
