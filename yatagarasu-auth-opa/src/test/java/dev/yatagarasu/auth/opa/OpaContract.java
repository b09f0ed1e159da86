package dev.yatagarasu.auth.opa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.yatagarasu.api.Principal;
import dev.yatagarasu.api.YatagarasuException;
import dev.yatagarasu.api.policy.AccessRequest;
import dev.yatagarasu.api.policy.Authorizer;
import dev.yatagarasu.api.policy.Decision;
import dev.yatagarasu.api.policy.PolicyInputs;
import dev.yatagarasu.api.policy.RequestDetails;
import dev.yatagarasu.auth.http.EndpointConfig;
import dev.yatagarasu.testkit.AuthorizerContract;
import dev.yatagarasu.testkit.HttpDouble;
import dev.yatagarasu.testkit.HttpReply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for OPA and for its double alike. */
abstract class OpaContract extends AuthorizerContract {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpDouble silent = HttpDouble.start(HttpReply.silence());

    abstract OpaServer opa();

    @AfterEach
    void stopSilent() {
        silent.close();
    }

    @Override
    protected Authorizer openAuthorizer(Set<Grant> grants) {
        ArrayNode pairs = JsonNodeFactory.instance.arrayNode();
        grants.forEach(grant -> pairs.addArray().add(grant.principal()).add(grant.key()));
        opa().put("grants", pairs);
        return Opas.open(opa().url(), "grants/allow");
    }

    @Override
    protected Authorizer openUnreachable() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            URI url = URI.create("http://127.0.0.1:" + socket.getLocalPort());
            return Opas.open(OpaConfig.of(EndpointConfig.of(url), "grants/allow"));
        }
    }

    @Override
    protected Authorizer openSilent() {
        return Opas.open(OpaConfig.of(EndpointConfig.of(silent.url()), "grants/allow"));
    }

    @Test
    void authorize_pathOfAPackage_goesByItsAllow() {
        openAuthorizer(Set.of(new Grant("alice", "a.txt"))).close();
        try (Authorizer authorizer = Opas.open(opa().url(), "grants")) {
            assertThat(authorizer.authorize(Opas.get(Principal.of("alice"), "a.txt")))
                    .isEqualTo(new Decision.Allow());
            assertThat(authorizer.authorize(Opas.get(Principal.of("alice"), "b.txt")))
                    .isEqualTo(new Decision.Deny("the policy says no"));
        }
    }

    @Test
    void authorize_trueAndObjectThatSaysSo_areAllowed() {
        assertThat(ask("answers/yes")).isEqualTo(new Decision.Allow());
        assertThat(ask("answers/object_yes")).isEqualTo(new Decision.Allow());
    }

    @Test
    void authorize_falseAndObjectThatSaysSo_areDeniedWithTheReason() {
        assertThat(ask("answers/no")).isEqualTo(new Decision.Deny("the policy says no"));
        assertThat(ask("answers/object_plain_no")).isEqualTo(new Decision.Deny("the policy says no"));
        assertThat(ask("answers/object_no")).isEqualTo(new Decision.Deny("not on Sundays"));
    }

    @Test
    void authorize_undefined_isDenied() {
        for (String path : List.of("answers/nothing", "answers/object_empty", "no/such/policy")) {
            assertThat(ask(path)).isEqualTo(new Decision.Deny("the policy is undefined for this request"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "number", "list", "empty", "object_text", "object_bad_reason"})
    void authorize_resultOfAnotherKind_throws(String rule) {
        assertThatThrownBy(() -> ask("answers/" + rule))
                .isInstanceOf(YatagarasuException.class)
                .hasMessageContaining("/v1/data/answers/" + rule);
    }

    private Decision ask(String path) {
        try (Authorizer authorizer = Opas.open(opa().url(), path)) {
            return authorizer.authorize(Opas.anything());
        }
    }

    @Test
    void authorize_everythingThereIs_arrivesAsItIs() throws IOException {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("text", "ü \" \\ \n \u2028 😀");
        claims.put("odd \" name", "");
        claims.put("yes", true);
        claims.put("large", 9_007_199_254_740_993L);
        claims.put("fraction", 0.5);
        claims.put("list", Arrays.asList("a", 1, null, List.of()));
        claims.put("realm", Map.of("roles", List.of("reader", "writer")));
        AccessRequest request = new AccessRequest(
                Optional.of(new Principal("al\"ice", claims)),
                "HEAD",
                "files",
                "a/ü \"b\".txt",
                "/shared/a/ü \"b\".txt",
                new RequestDetails(
                        Optional.of("2001:db8::1"),
                        Map.of("x-team", List.of("blue", "re\"d")),
                        Map.of("version", List.of("1"))));

        assertArrives(request, """
                {"principal": "al\\"ice",
                 "claims": {"text": "ü \\" \\\\ \\n \\u2028 😀", "odd \\" name": "", "yes": true,
                   "large": 9007199254740993, "fraction": 0.5, "list": ["a", 1, null, []],
                   "realm": {"roles": ["reader", "writer"]}},
                 "method": "HEAD", "bucket": "files", "key": "a/ü \\"b\\".txt", "path": "/shared/a/ü \\"b\\".txt",
                 "client_ip": "2001:db8::1", "headers": {"x-team": ["blue", "re\\"d"]}, "query": {"version": ["1"]}}
                """);
    }

    @Test
    void authorize_hardlyAnything_arrivesAsNullAndEmpty() throws IOException {
        assertArrives(
                new AccessRequest(Optional.empty(), "GET", "files", "a", "/shared/a", RequestDetails.none()), """
                {"principal": null, "claims": {}, "method": "GET", "bucket": "files", "key": "a",
                 "path": "/shared/a", "client_ip": null, "headers": {}, "query": {}}
                """);
    }

    private void assertArrives(AccessRequest request, String expected) throws IOException {
        JsonNode document = JSON.readTree(expected);
        opa().put("expected", document);
        try (Authorizer authorizer = Opas.open(opa().url(), "expected/allow")) {
            assertThat(authorizer.authorize(request)).isEqualTo(new Decision.Allow());
            assertThat(authorizer.authorize(Opas.anything())).isInstanceOf(Decision.Deny.class);
        }
    }

    @Test
    void inputs_asConfigured_areWhatTheEngineGives() {
        OpaConfig plain = Opas.patient(opa().url(), "grants/allow");
        OpaConfig config = new OpaConfig(
                plain.endpoint(), plain.policyPath(), Optional.empty(), Set.of("X-Team"), Set.of("Version"));
        try (Authorizer authorizer = Opas.open(config)) {
            assertThat(authorizer.inputs()).isEqualTo(new PolicyInputs(true, Set.of("x-team"), Set.of("Version")));
        }
    }
}
