package dev.yatagarasu.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.core.config.AuthConfig.CacheControlMode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthConfigTest {
    private static final String AUTH = "buckets.0.auth";
    private static final String SECRET = "a-secret-of-more-than-256-bits-for-tests-only";

    private static Yaml enabled() {
        return Yaml.minimal().set(AUTH + ".enabled", "true");
    }

    private static Yaml withRootJwt() {
        return enabled().set("jwt.algorithm", "HS256").set("jwt.secret", SECRET);
    }

    private static AuthConfig auth(Yaml yaml) {
        return yaml.parse().buckets().getFirst().auth().orElseThrow();
    }

    @Test
    void auth_enabledAndNothingElse_isTheJwtForAllBuckets() {
        AuthConfig auth = auth(withRootJwt());

        assertThat(auth.identity())
                .isInstanceOfSatisfying(
                        IdentityConfig.Jwt.class,
                        jwt -> assertThat(jwt.jwt().algorithms()).containsExactly(JwtAlgorithm.HS256));
        assertThat(auth.policy()).isEqualTo(new PolicyConfig.Identified());
        assertThat(auth.failMode()).isEqualTo(FailMode.CLOSED);
        assertThat(auth.decisionCache())
                .isEqualTo(new DecisionCacheConfig(Duration.ofSeconds(60), Duration.ofSeconds(10), 100_000));
        assertThat(auth.cacheControl()).isEqualTo(CacheControlMode.PRIVATE);
    }

    @Test
    void auth_everyKey_isRead() {
        AuthConfig auth = auth(withRootJwt()
                .set(AUTH + ".provider", "rules")
                .set(AUTH + ".rules.url", "http://127.0.0.1:1")
                .set(AUTH + ".authenticator", "sessions")
                .set(AUTH + ".sessions.cookie", "sid")
                .set(AUTH + ".fail_mode", "open")
                .set(AUTH + ".decision_cache.ttl", "5s")
                .set(AUTH + ".decision_cache.negative_ttl", "0")
                .set(AUTH + ".decision_cache.max_entries", "7")
                .set(AUTH + ".cache_control", "storage"));

        assertThat(auth)
                .isEqualTo(AuthConfig.builder()
                        .provider("rules", Map.of("url", "http://127.0.0.1:1"))
                        .authenticator("sessions", Map.of("cookie", "sid"))
                        .failMode(FailMode.OPEN)
                        .decisionCache(new DecisionCacheConfig(Duration.ofSeconds(5), Duration.ZERO, 7))
                        .cacheControl(CacheControlMode.STORAGE)
                        .build());
    }

    @Test
    void jwt_ofTheBucket_replacesTheOneForAll() {
        AuthConfig auth =
                auth(withRootJwt().set(AUTH + ".jwt.algorithm", "HS512").set(AUTH + ".jwt.secret", SECRET + SECRET));

        assertThat(auth.identity())
                .isInstanceOfSatisfying(
                        IdentityConfig.Jwt.class,
                        jwt -> assertThat(jwt.jwt().algorithms()).containsExactly(JwtAlgorithm.HS512));
    }

    @Test
    void provider_withoutJwt_knowsOnlyWhomTheApplicationHandsIn() {
        AuthConfig auth = auth(enabled().set(AUTH + ".provider", "openfga").set(AUTH + ".openfga.store_id", "s"));

        assertThat(auth.identity()).isEqualTo(new IdentityConfig.ByApplication());
        assertThat(auth.policy()).isEqualTo(new PolicyConfig.Plugin("openfga", ConfigNode.of(Map.of("store_id", "s"))));
    }

    @ParameterizedTest
    @CsvSource({"30, 30s, 10s", "5, 5s, 5s", "0, 0s, 0s"})
    void decisionCache_underItsOlderName_isTheSame(String seconds, String ttl, String negativeTtl) {
        AuthConfig auth = auth(
                withRootJwt().set(AUTH + ".provider", "opa").set(AUTH + ".opa.decision_cache_ttl_seconds", seconds));

        assertThat(auth.decisionCache().ttl()).isEqualTo(Duration.parse("PT" + ttl));
        assertThat(auth.decisionCache().negativeTtl()).isEqualTo(Duration.parse("PT" + negativeTtl));
    }

    @Test
    void decisionCache_underBothNames_isRefused() {
        assertThat(withRootJwt()
                        .set(AUTH + ".provider", "opa")
                        .set(AUTH + ".opa.decision_cache_ttl_seconds", "5")
                        .set(AUTH + ".decision_cache.ttl", "5s")
                        .problems())
                .singleElement()
                .asString()
                .startsWith("buckets[0].auth.opa.decision_cache_ttl_seconds: stands beside decision_cache");
    }

    @Test
    void enabled_withoutAnyKey_doesNotStart() {
        assertThat(enabled().problems())
                .containsExactly("buckets[0].auth.jwt: is missing: say here, or in a section jwt for all buckets, which"
                        + " tokens are good");
    }

    @Test
    void jwt_thatIsWrong_isReportedOnceAndStopsTheStart() {
        assertThat(withRootJwt().set("jwt.algorithm", "HS265").problems())
                .singleElement()
                .asString()
                .startsWith("jwt.algorithm: ");
    }

    @Test
    void jwtOfTheBucket_thatIsWrong_neverFallsBackToTheOneForAll() {
        assertThat(withRootJwt().set(AUTH + ".jwt.algorithm", "RS256").problems())
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem).startsWith("buckets[0].auth.jwt"));
    }

    @Test
    void jwtBesideAnotherAuthenticator_isRefused() {
        assertThat(withRootJwt()
                        .set(AUTH + ".authenticator", "sso")
                        .set(AUTH + ".jwt.algorithm", "HS256")
                        .set(AUTH + ".jwt.secret", SECRET)
                        .problems())
                .singleElement()
                .asString()
                .startsWith("buckets[0].auth.jwt: stands beside another authenticator");
    }

    @Test
    void disabled_withSettings_isRefused() {
        assertThat(Yaml.minimal().set(AUTH + ".provider", "opa").problems())
                .containsExactly(
                        "buckets[0].auth.provider: stands beside enabled: false, so it would do nothing: remove"
                                + " it, or write true");
    }

    @Test
    void keyThatNobodyKnows_isRefused() {
        assertThat(withRootJwt().set(AUTH + ".opa.url", "http://127.0.0.1:8181").problems())
                .singleElement()
                .asString()
                .startsWith("buckets[0].auth.opa: is not known here");
        assertThat(withRootJwt().set(AUTH + ".fail_mod", "open").problems())
                .singleElement()
                .asString()
                .contains("did you mean \"fail_mode\"?");
    }

    @ParameterizedTest
    @CsvSource({
        "fail_mode, opened",
        "decision_cache.max_entries, 0",
        "decision_cache.ttl, soon",
        "cache_control, public",
        "enabled, yes",
        "provider, ' '"
    })
    void value_thatIsNotUnderstood_isRefused(String key, String value) {
        assertThat(withRootJwt().set(AUTH + "." + key, '"' + value + '"').problems())
                .singleElement()
                .asString()
                .startsWith("buckets[0].auth." + key + ": ");
    }

    @Test
    void perUserLimit_ofAPublicBucket_isRefused() {
        assertThat(Yaml.minimal().set("buckets.0.rate_limit.per_user", "5").problems())
                .singleElement()
                .asString()
                .startsWith("buckets[0].rate_limit.per_user: limits nobody");
    }

    @Test
    void adminPort_onLoopback_mayDoWithoutTokens() {
        for (String host : new String[] {"127.0.0.1:9090", "localhost:9090", "\"[::1]:9090\"", "127.3.2.1:9090"}) {
            assertThat(Yaml.minimal().set("admin.address", host).problems()).isEmpty();
        }
    }

    @Test
    void adminPort_thatOthersReach_needsTokens() {
        for (String host : new String[] {"0.0.0.0:9090", "\"[::]:9090\"", "10.0.0.1:9090", "admin.internal:9090"}) {
            assertThat(Yaml.minimal().set("admin.address", host).problems())
                    .singleElement()
                    .asString()
                    .startsWith("admin.jwt: is missing: the admin port can be reached from other machines");
        }
        assertThatThrownBy(() -> new AdminConfig("0.0.0.0", 9090))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("admin.jwt is missing");
    }

    @Test
    void adminJwt_needsClaims() {
        Yaml yaml = Yaml.minimal()
                .set("admin.address", "0.0.0.0:9090")
                .set("admin.jwt.algorithm", "HS256")
                .set("admin.jwt.secret", SECRET);
        assertThat(yaml.problems()).singleElement().asString().startsWith("admin.jwt: has no claims");

        yaml.set("admin.jwt.claims.0.claim", "role")
                .set("admin.jwt.claims.0.operator", "equals")
                .set("admin.jwt.claims.0.value", "admin");

        assertThat(yaml.parse().admin().flatMap(AdminConfig::jwt).map(JwtConfig::claims))
                .isNotEqualTo(Optional.empty());
    }
}
