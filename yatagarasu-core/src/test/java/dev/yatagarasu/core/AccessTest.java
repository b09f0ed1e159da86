package dev.yatagarasu.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.api.Principal;
import dev.yatagarasu.api.YatagarasuException;
import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.api.identity.Authentication;
import dev.yatagarasu.core.config.AuthConfig;
import dev.yatagarasu.core.config.AuthConfig.CacheControlMode;
import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.core.config.BucketRateLimit;
import dev.yatagarasu.core.config.CorsConfig;
import dev.yatagarasu.core.config.FailMode;
import dev.yatagarasu.core.config.JwtAlgorithm;
import dev.yatagarasu.core.config.JwtConfig;
import dev.yatagarasu.core.config.JwtKey;
import dev.yatagarasu.core.config.Rate;
import dev.yatagarasu.core.config.StorageConfig;
import dev.yatagarasu.core.config.TokenSource;
import dev.yatagarasu.core.config.YatagarasuConfig;
import dev.yatagarasu.core.http.ErrorCode;
import dev.yatagarasu.core.internal.identity.Tokens;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may read, and what those get who may not. */
class AccessTest extends EngineTest {
    private static final String ADA = "Bearer ada";

    private final BearerNames names = new BearerNames();
    private final AskedPolicy policy = new AskedPolicy();

    private AuthConfig.Builder identified() {
        return AuthConfig.builder().authenticator(names);
    }

    private AuthConfig.Builder decided() {
        return identified().authorizer(policy);
    }

    private BucketConfig.Builder guarded(AuthConfig.Builder auth) {
        return BucketConfig.protectedBucket("files", "/files", new StorageConfig.Provided(storage), auth.build());
    }

    private void serve(AuthConfig.Builder auth) {
        YatagarasuConfig config = config(guarded(auth));
        start(config);
    }

    @Test
    void token_good_reads() {
        serve(identified());

        assertThat(get("/files/a.txt", "authorization", ADA).text()).isEqualTo(CONTENT);
        assertThat(events.getFirst().principal()).contains(Principal.of("ada"));
    }

    @Test
    void token_goodInTwoBuckets_isRememberedForBoth() {
        JwtConfig jwt = JwtConfig.builder(JwtAlgorithm.HS256)
                .key(JwtKey.secret(Tokens.SECRET))
                .requireExp(false)
                .build();
        AuthConfig auth = AuthConfig.builder().jwt(jwt).build();
        start(config(
                BucketConfig.protectedBucket("one", "/one", new StorageConfig.Provided(storage), auth),
                BucketConfig.protectedBucket("two", "/two", new StorageConfig.Provided(storage), auth)));
        String first = "Bearer " + Tokens.hs256("{\"sub\":\"ann\"}");
        String second = "Bearer " + Tokens.hs256("{\"sub\":\"ben\"}");
        assertThat(get("/one/a.txt", "authorization", first).fast()).isFalse();
        assertThat(get("/two/a.txt", "authorization", first).fast()).isFalse();

        assertThat(get("/two/a.txt", "authorization", second).fast()).isFalse();
        assertThat(get("/one/a.txt", "authorization", second).fast()).isTrue();
    }

    @Test
    void token_pluginRecallsIt_isServedInTheFastLane() {
        names.recall = request -> Optional.of(names.authenticate(request));
        serve(identified());

        assertThat(get("/files/a.txt", "authorization", ADA).fast()).isFalse();
        Reply second = get("/files/a.txt", "authorization", ADA);

        assertThat(second.fast()).isTrue();
        assertThat(second.text()).isEqualTo(CONTENT);
        assertThat(get("/files/a.txt").fast()).isTrue();
        assertThat(get("/files/a.txt", "authorization", "Bearer forged").status())
                .isEqualTo(401);
    }

    @Test
    void token_pluginRecallsOneThatHasEnded_isAuthenticatedAgain() {
        names.validUntil = clock.instant();
        names.recall = request -> Optional.of(names.authenticate(request));
        serve(identified());
        get("/files/a.txt", "authorization", ADA);

        assertThat(get("/files/a.txt", "authorization", ADA).fast()).isFalse();
    }

    @Test
    void token_pluginFailsToRecall_isAuthenticatedInTheSlowLane() {
        names.recall = request -> {
            throw new IllegalStateException("a fault of the plug-in");
        };
        serve(identified());
        get("/files/a.txt", "authorization", ADA);

        Reply second = get("/files/a.txt", "authorization", ADA);

        assertThat(second.fast()).isFalse();
        assertThat(second.text()).isEqualTo(CONTENT);
        assertThat(get("/files/a.txt", "authorization", "Bearer forged").status())
                .isEqualTo(401);
    }

    @Test
    void token_pluginForbidsWhomItKnows_is403() {
        names.recall =
                request -> Optional.of(new Authentication.Forbidden(Principal.of("ada"), "has left the company"));
        serve(identified());

        Reply reply = get("/files/a.txt", "authorization", ADA);

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.text()).doesNotContain("company");
        assertThat(events.getFirst().principal()).contains(Principal.of("ada"));
    }

    @Test
    void principalOfTheApplication_pluginObjects_isRefused() {
        serve(identified());
        try (StoredObject object =
                engine().get("files", "a.txt", Principal.of("ada")).orElseThrow()) {
            assertThat(object.size()).hasValue(CONTENT.length());
        }

        names.objection = Optional.of("has left the company");

        assertThatThrownBy(() -> engine().get("files", "a.txt", Principal.of("ada")))
                .isInstanceOfSatisfying(
                        RequestException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FORBIDDEN));
    }

    @Test
    void token_none_isAChallenge() {
        serve(identified());

        Reply reply = get("/files/a.txt");

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("www-authenticate")).isEqualTo("Bearer realm=\"/files\"");
        assertThat(reply.text()).contains("\"error\":\"unauthorized\"");
    }

    @Test
    void token_notGood_isAChallengeThatSaysSoAndNoMore() {
        serve(identified());

        Reply reply = get("/files/a.txt", "authorization", "Bearer forged");

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("www-authenticate")).isEqualTo("Bearer realm=\"/files\", error=\"invalid_token\"");
        assertThat(reply.text()).contains("\"error\":\"invalid_token\"").doesNotContain("signature");
    }

    private static Stream<Arguments> placesOfTokens() {
        return Stream.of(
                Arguments.of("Bearer", List.of(new TokenSource.Bearer())),
                Arguments.of("Bearer", List.of(new TokenSource.Cookie("session"), new TokenSource.Bearer())),
                Arguments.of("Token", List.of(new TokenSource.Header("Authorization", "Token"))),
                Arguments.of("Yatagarasu", List.of(new TokenSource.Header("Authorization", ""))),
                Arguments.of("Yatagarasu", List.of(new TokenSource.Header("Authorization", "My token:"))),
                Arguments.of("Yatagarasu", List.of(new TokenSource.Header("X-Token", "Bearer"))),
                Arguments.of("Yatagarasu", List.of(new TokenSource.Cookie("session"))),
                Arguments.of("Yatagarasu", List.of(new TokenSource.Query("token"))));
    }

    @ParameterizedTest
    @MethodSource("placesOfTokens")
    void token_none_theChallengeAsksForWhatTheBucketTakes(String scheme, List<TokenSource> sources) {
        JwtConfig.Builder jwt = JwtConfig.builder(JwtAlgorithm.HS256).key(JwtKey.secret(Tokens.SECRET));
        sources.forEach(jwt::tokenSource);
        serve(AuthConfig.builder().jwt(jwt.build()));

        assertThat(get("/files/a.txt").headers().all("www-authenticate")).containsExactly(scheme + " realm=\"/files\"");
    }

    @Test
    void token_pluginThatNamesNoScheme_isNotTakenForBearer() {
        names.scheme = Optional.empty();
        serve(identified());

        assertThat(get("/files/a.txt").header("www-authenticate")).isEqualTo("Yatagarasu realm=\"/files\"");
    }

    @Test
    void token_pluginWhoseSchemeIsNone_cannotWriteHeaderFields() {
        names.scheme = Optional.of("Bearer\r\nX-Other: a");
        serve(identified());

        assertThat(get("/files/a.txt").header("www-authenticate")).isEqualTo("Yatagarasu realm=\"/files\"");
    }

    @Test
    void policy_withoutAnyIdentity_doesNotAskForATokenThatNobodyTakes() {
        policy.rule = request -> AskedPolicy.DENY;
        start(config(BucketConfig.protectedBucket(
                "files",
                "/schöne \"dinge\"",
                new StorageConfig.Provided(storage),
                AuthConfig.builder().authorizer(policy).build())));

        Reply reply = get("/sch%C3%B6ne%20%22dinge%22/a.txt");

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("www-authenticate")).isEqualTo("Yatagarasu realm=\"/sch%C3%B6ne%20%22dinge%22\"");
        assertThat(reply.text()).doesNotContain("Bearer");
    }

    @ParameterizedTest
    @CsvSource({"HEAD, a.txt", "GET, missing.txt", "GET, ''", "GET, folder/", "HEAD, missing.txt"})
    void withoutPermission_everyAnswer_isAlike(String method, String key) {
        serve(decided());
        policy.rule = request -> AskedPolicy.DENY;
        get("/files/a.txt", "authorization", ADA);
        Reply usual = get("/files/a.txt", "x-request-id", "one", "authorization", ADA);

        Reply reply = send(
                method,
                "/files/" + key,
                "x-request-id",
                "one",
                "authorization",
                ADA,
                "range",
                "bytes=900-",
                "if-none-match",
                "\"v1\"");

        assertThat(reply.status()).isEqualTo(usual.status()).isEqualTo(403);
        assertThat(reply.headers()).isEqualTo(usual.headers());
        assertThat(storage.calls).isEmpty();
    }

    @Test
    void policy_saysNo_isForbiddenWithoutItsReason() {
        serve(decided());
        policy.rule = request -> AskedPolicy.DENY;

        Reply reply = get("/files/a.txt", "authorization", ADA);

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.text()).contains("\"error\":\"forbidden\"").doesNotContain("friends", "10.1.2.3");
        assertThat(storage.calls).isEmpty();
    }

    @Test
    void policy_isAsked_whoWantsWhatByWhichPath() {
        serve(decided());

        get("/files/a%2Btxt/%C3%A9?x=1", "authorization", ADA, "x-tenant", "b");

        assertThat(policy.asked).singleElement().satisfies(asked -> {
            assertThat(asked.principal()).contains(Principal.of("ada"));
            assertThat(asked.method()).isEqualTo("GET");
            assertThat(asked.bucket()).isEqualTo("files");
            assertThat(asked.key()).isEqualTo("a+txt/é");
            assertThat(asked.path()).isEqualTo("/files/a+txt/é");
            assertThat(asked.details().headers()).isEmpty();
            assertThat(asked.details().query()).isEmpty();
            assertThat(asked.details().clientAddress()).isEmpty();
        });
    }

    @Test
    void cachedObject_askedForByOthers_isNotTheirs() {
        serve(decided());
        policy.rule = request ->
                request.principal().equals(Optional.of(Principal.of("ada"))) ? AskedPolicy.ALLOW : AskedPolicy.DENY;
        get("/files/a.txt", "authorization", ADA);
        assertThat(get("/files/a.txt", "authorization", ADA).header("x-cache")).isEqualTo("HIT");

        assertThat(get("/files/a.txt", "authorization", "Bearer bob").status()).isEqualTo(403);
        assertThat(get("/files/a.txt").status()).isEqualTo(401);
        assertThat(get("/files/a.txt", "if-none-match", "\"v1\"").status()).isEqualTo(401);
    }

    @Test
    void policy_cannotBeAsked_closed() {
        serve(decided());
        policy.rule = request -> {
            throw new YatagarasuException("opa.internal:8181 refused");
        };

        Reply reply = get("/files/a.txt", "authorization", ADA);

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.text()).contains("\"error\":\"policy_unavailable\"").doesNotContain("opa.internal");
        assertThat(storage.calls).isEmpty();
    }

    @Test
    void policy_cannotBeAskedAndFailsOpen_letsInWhoIsIdentified() {
        serve(decided().failMode(FailMode.OPEN));
        policy.rule = request -> {
            throw new IllegalStateException("no plug-in is without faults");
        };

        assertThat(get("/files/a.txt", "authorization", ADA).status()).isEqualTo(200);
        assertThat(get("/files/a.txt").status()).isEqualTo(401);
        assertThat(get("/files/a.txt", "authorization", "Bearer unclear").status())
                .isEqualTo(500);
    }

    @Test
    void policy_cannotBeAskedAndFailsOpen_neverLetsInTheUnidentified() {
        serve(AuthConfig.builder().authorizer(policy).failMode(FailMode.OPEN));
        policy.rule = request -> {
            throw new YatagarasuException("down");
        };

        assertThat(get("/files/a.txt").status()).isEqualTo(500);
    }

    @Test
    void policy_withoutIdentities_decidesAboutAnybody() {
        serve(AuthConfig.builder().authorizer(policy));
        policy.rule = request -> request.key().equals("a.txt") ? AskedPolicy.ALLOW : AskedPolicy.DENY;

        assertThat(get("/files/a.txt").status()).isEqualTo(200);
        assertThat(get("/files/b.txt").status()).isEqualTo(401);
        assertThat(policy.asked.getFirst().principal()).isEmpty();
    }

    @Test
    void identity_cannotBeFoundOut_isRefusedAsAFailureOfOurs() {
        serve(identified());

        Reply reply = get("/files/a.txt", "authorization", "Bearer unclear");

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.text()).contains("\"error\":\"identity_unavailable\"").doesNotContain("keys.internal");
    }

    @Test
    void perUserLimit_countsEachReaderOnce_whateverTheObjectAndTheLane() {
        start(config(guarded(decided()).rateLimit(new BucketRateLimit(Optional.empty(), Optional.of(Rate.of(2))))));

        assertThat(get("/files/a.txt", "authorization", ADA).status()).isEqualTo(200);
        assertThat(get("/files/missing", "authorization", ADA).status()).isEqualTo(404);
        Reply third = get("/files/a.txt", "authorization", ADA);

        assertThat(third.status()).isEqualTo(429);
        assertThat(third.header("retry-after")).isEqualTo("1");
        assertThat(get("/files/a.txt", "authorization", "Bearer bob").status()).isEqualTo(200);
        assertThat(get("/files/a.txt").status()).isEqualTo(401);
        assertThat(policy.asked).hasSize(3);
    }

    @Test
    void preflight_needsNoIdentity() {
        start(config(guarded(identified()).cors(CorsConfig.of("https://app.example.com"))));

        Reply reply = send(
                "OPTIONS", "/files/a.txt", "origin", "https://app.example.com", "access-control-request-method", "GET");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("access-control-allow-origin")).isEqualTo("https://app.example.com");
    }

    @Test
    void application_handsInAPrincipal_policyAndObjectAreTheirs() {
        serve(decided());
        policy.rule = request ->
                request.principal().equals(Optional.of(Principal.of("eve"))) ? AskedPolicy.DENY : AskedPolicy.ALLOW;

        assertThat(engine().get("files", "a.txt", Principal.of("ada")))
                .isPresent()
                .get()
                .satisfies(StoredObject::close);
        assertThatThrownBy(() -> engine().get("files", "a.txt", Principal.of("eve")))
                .isInstanceOfSatisfying(
                        RequestException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FORBIDDEN));
        assertThatThrownBy(() -> engine().get("files", "a.txt"))
                .isInstanceOfSatisfying(
                        RequestException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAUTHORIZED));
        assertThat(policy.asked.getFirst().path()).isEqualTo("/files/a.txt");
    }

    @Test
    void cacheControl_ofABucketThatIsNotPublic_isPrivate() {
        storage.put("p.txt", CONTENT, "etag", "\"v1\"", "cache-control", "public, max-age=60");
        serve(identified());

        assertThat(get("/files/p.txt", "authorization", ADA).header("cache-control"))
                .isEqualTo("private, max-age=60");
        Reply notModified = get("/files/p.txt", "authorization", ADA, "if-none-match", "\"v1\"");
        assertThat(notModified.status()).isEqualTo(304);
        assertThat(notModified.header("cache-control")).isEqualTo("private, max-age=60");
    }

    @Test
    void cacheControl_whereTheBucketSaysSo_isThatOfStorage() {
        storage.put("p.txt", CONTENT, "etag", "\"v1\"", "cache-control", "public, max-age=60");
        serve(identified().cacheControl(CacheControlMode.STORAGE));

        assertThat(get("/files/p.txt", "authorization", ADA).header("cache-control"))
                .isEqualTo("public, max-age=60");
    }

    @Test
    void components_ofTheApplication_stayItsToClose() {
        serve(decided());

        engine().close();

        assertThat(List.of(names.closed, policy.closed)).containsExactly(false, false);
    }

    @Test
    void neitherIdentityNorPolicy_isRefused() {
        assertThatThrownBy(() -> AuthConfig.builder().build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("name a jwt, an authenticator or an authorizer");
    }

    @Test
    void headers_ofRefusals_carryTheRequestId() {
        serve(identified());

        assertThat(get("/files/a.txt", "x-request-id", "abc").headers())
                .satisfies(headers -> assertThat(headers.first("x-request-id")).contains("abc"))
                .isInstanceOf(Headers.class);
    }
}
