package dev.yatagarasu.server.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.yatagarasu.core.Yatagarasu;
import dev.yatagarasu.core.config.YatagarasuConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose requests the admin port answers, once tokens say who is an administrator. */
class AdminIdentityTest {
    private static final String SECRET = "a-secret-of-more-than-256-bits-for-tests-only";

    @TempDir
    private Path root;

    private Yatagarasu yatagarasu;
    private YatagarasuServer server;

    @BeforeEach
    void start() throws IOException {
        yatagarasu = Yatagarasu.builder().config(config(SECRET)).build();
        server = YatagarasuServer.start(yatagarasu);
    }

    @AfterEach
    void stop() {
        server.close();
        yatagarasu.close();
    }

    private YatagarasuConfig config(String secret) {
        return YatagarasuConfig.parse("""
                server: { address: "127.0.0.1:0" }
                admin:
                  address: "127.0.0.1:0"
                  jwt:
                    algorithm: HS256
                    secret: %s
                    claims: [ { claim: role, operator: equals, value: admin } ]
                buckets:
                  - name: files
                    path_prefix: /files
                    storage: { type: filesystem, root: %s }
                    auth: { enabled: false }
                """.formatted(secret, root));
    }

    private static String token(String role, String secret) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256),
                new JWTClaimsSet.Builder()
                        .subject("ada")
                        .claim("role", role)
                        .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                        .build());
        token.sign(new MACSigner(secret));
        return token.serialize();
    }

    private RawAnswer call(String method, String path, String token) throws IOException {
        String authorization = token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n";
        return new AdminCalls(server.adminPort().orElseThrow())
                .send(
                        method,
                        path,
                        "Host: 127.0.0.1\r\n" + AdminCalls.JSON + authorization,
                        method.equals("POST") ? "{\"bucket\":\"files\",\"all\":true}" : "");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /ready",
        "GET, /metrics",
        "GET, /admin/cache",
        "POST, /admin/cache/purge",
        "POST, /admin/decisions/purge",
        "GET, /admin/nowhere",
        "PUT, /metrics"
    })
    void everyPath_withoutAnAdministratorsToken_isRefusedAlike(String method, String path) throws Exception {
        RawAnswer without = call(method, path, "");
        assertThat(without.status()).isEqualTo(401);
        assertThat(without.header("www-authenticate")).isEqualTo("Bearer realm=\"admin\"");

        RawAnswer forged = call(method, path, token("admin", SECRET + "!"));
        assertThat(forged.status()).isEqualTo(401);
        assertThat(forged.header("www-authenticate")).isEqualTo("Bearer realm=\"admin\", error=\"invalid_token\"");

        assertThat(call(method, path, token("reader", SECRET)).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /metrics, 200",
        "GET, /admin/cache, 200",
        "POST, /admin/cache/purge, 200",
        "GET, /admin/nowhere, 404"
    })
    void administrator_isAnswered(String method, String path, int status) throws Exception {
        assertThat(call(method, path, token("admin", SECRET)).status()).isEqualTo(status);
    }

    @Test
    void health_needsNoToken() throws Exception {
        assertThat(call("GET", "/health", "").status()).isEqualTo(200);
    }

    @Test
    void reload_withOtherKeys_asksForTheirTokens() throws Exception {
        String before = token("admin", SECRET);
        String other = "another-" + SECRET;

        yatagarasu.reload(config(other));

        assertThat(call("GET", "/metrics", before).status()).isEqualTo(401);
        assertThat(call("GET", "/metrics", token("admin", other)).status()).isEqualTo(200);
    }

    /** Fields that came before on the connection say nothing about those that come later. */
    @Test
    void token_afterAnEmptyAuthorizationOnTheSameConnection_isTaken() throws Exception {
        String token = token("admin", SECRET);
        try (Raw raw = new Raw(server.adminPort().orElseThrow(), Duration.ofSeconds(20))) {
            for (int i = 0; i < 3; i++) {
                raw.send("GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization:\r\n\r\n");
                assertThat(raw.read(false).status()).isEqualTo(401);
                raw.send("GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization:  Bearer " + token + "\r\n\r\n");
                assertThat(raw.read(false).status()).isEqualTo(200);
            }
        }
    }
}
