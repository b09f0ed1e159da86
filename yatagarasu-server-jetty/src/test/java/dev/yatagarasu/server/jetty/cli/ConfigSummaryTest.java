package dev.yatagarasu.server.jetty.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.core.config.AuthConfig;
import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.core.config.FilesystemConfig;
import dev.yatagarasu.core.config.YatagarasuConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@code check} says about who may read; the rest is in {@link YatagarasuCommandTest}. */
class ConfigSummaryTest {
    private static final String SECRET = "a-secret-that-nobody-may-see-0123456789";

    @Test
    void admin_onAllAddresses_namesItsTokens() {
        List<String> lines = ConfigSummary.of(YatagarasuConfig.parse("""
                admin:
                  address: "0.0.0.0:9091"
                  jwt:
                    algorithm: RS256
                    jwks_url: "https://login.example.com/keys?tenant=secret"
                    claims: [ { claim: role, operator: equals, value: admin } ]
                buckets:
                  - { name: a, path_prefix: /a, storage: { type: filesystem, root: . }, auth: { enabled: false } }
                """));

        assertThat(lines)
                .contains("admin port: 0.0.0.0:9091; jwt, RS256, from bearer, keys of https://login.example.com/keys,"
                        + " claim rules: 1")
                .noneMatch(line -> line.contains("tenant"));
    }

    @Test
    void buckets_forSome_sayWhereTokensAreAndWhoDecides() {
        List<String> lines = ConfigSummary.of(YatagarasuConfig.parse("""
                jwt:
                  algorithm: HS256
                  secret: %1$s
                  token_sources:
                    - { type: bearer }
                    - { type: header, name: X-Token }
                    - { type: query, name: token }
                    - { type: cookie, name: session }
                buckets:
                  - name: members
                    path_prefix: /members
                    storage: { type: filesystem, root: . }
                    auth: { enabled: true }
                  - name: deals
                    path_prefix: /deals
                    storage: { type: filesystem, root: . }
                    auth:
                      enabled: true
                      jwt: { keys: [ { id: old, algorithm: HS256, secret: %1$s }, { id: new, algorithm: HS512, secret: %1$s%1$s } ] }
                      provider: opa
                      fail_mode: open
                      decision_cache: { ttl: 5m, negative_ttl: 0 }
                      opa: { token: %1$s }
                  - name: badges
                    path_prefix: /badges
                    storage: { type: filesystem, root: . }
                    auth: { enabled: true, authenticator: badge, badge: { key: %1$s } }
                """.formatted(SECRET)));

        assertThat(lines)
                .containsSubsequence(
                        "bucket members:",
                        "  auth:     jwt, HS256, from bearer, else header x-token, else query parameter token, else cookie session",
                        "  cache:    1h unless storage says otherwise, objects up to 1GB",
                        "bucket deals:",
                        "  auth:     jwt, HS256, HS512, from bearer",
                        "  policy:   opa, fails open, remembers yes for 5m and no for 0s",
                        "bucket badges:",
                        "  auth:     plug-in badge")
                .noneMatch(line -> line.contains(SECRET));
        assertThat(lines.stream().filter(line -> line.contains("policy:"))).hasSize(1);
    }

    @Test
    void bucket_withoutIdentities_saysSo() {
        AuthConfig auth = AuthConfig.builder().provider("departments", Map.of()).build();
        YatagarasuConfig config = YatagarasuConfig.builder()
                .bucket(BucketConfig.protectedBucket("a", "/a", new FilesystemConfig(Path.of(".")), auth)
                        .build())
                .build();

        assertThat(ConfigSummary.of(config))
                .containsSubsequence(
                        "  auth:     nobody is identified, the policy is asked about anybody",
                        "  policy:   departments, fails closed, remembers yes for 1m and no for 10s");
    }
}
