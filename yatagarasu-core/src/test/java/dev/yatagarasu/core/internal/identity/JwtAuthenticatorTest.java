package dev.yatagarasu.core.internal.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.Principal;
import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.api.identity.Authentication;
import dev.yatagarasu.api.identity.Authentication.Absent;
import dev.yatagarasu.api.identity.Authentication.Authenticated;
import dev.yatagarasu.api.identity.Authentication.Rejected;
import dev.yatagarasu.api.identity.IdentityRequest;
import dev.yatagarasu.core.config.ClaimRule;
import dev.yatagarasu.core.config.ClaimRule.Operator;
import dev.yatagarasu.core.config.JwtConfig;
import dev.yatagarasu.core.config.TokenSource;
import dev.yatagarasu.testkit.ManualClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a request's token: who, until when, remembered or not. */
class JwtAuthenticatorTest {
    private final ManualClock clock = new ManualClock(Tokens.NOW);
    private final IdentityRequest ann = Tokens.bearer(Tokens.hs256(Tokens.claims("")));

    private JwtAuthenticator open(JwtConfig.Builder config) {
        return JwtFixture.open(config.build(), clock);
    }

    @Test
    void recall_tokenThatWasLookedAt_isKnownUntilItEnds() {
        JwtAuthenticator authenticator = open(JwtFixture.hs256().clockSkew(Duration.ofSeconds(10)));
        assertThat(authenticator.recall(ann)).isEmpty();
        Authentication found = authenticator.authenticate(ann);
        assertThat(authenticator.recall(ann)).containsSame(found);
        assertThat(authenticator.authenticate(ann)).isSameAs(found);
        clock.set(Tokens.NOW.plusSeconds(3600 + 10).minusMillis(1));
        assertThat(authenticator.recall(ann)).containsSame(found);
        clock.advance(Duration.ofMillis(1));
        assertThat(authenticator.recall(ann)).isEmpty();
        assertThat(authenticator.authenticate(ann)).isEqualTo(new Rejected("the token has expired"));
        assertThat(((Authenticated) found).validUntil()).isEqualTo(clock.instant());
    }

    @Test
    void recall_clockSetBack_doesNotLetATokenInTooEarly() {
        JwtAuthenticator authenticator = open(JwtFixture.hs256().clockSkew(Duration.ZERO));
        IdentityRequest request = Tokens.bearer(Tokens.hs256(Tokens.claims(",\"nbf\":" + Tokens.SECONDS)));
        JwtFixture.authenticated(authenticator, request);
        clock.set(Tokens.NOW.minusMillis(1));
        assertThat(authenticator.recall(request)).isEmpty();
        assertThat(authenticator.authenticate(request)).isEqualTo(new Rejected("the token is not good yet"));
    }

    @Test
    void recall_noToken_isAbsentAtOnce() {
        JwtAuthenticator authenticator = open(JwtFixture.hs256());
        IdentityRequest nothing = Tokens.request(Headers.of("authorization", "Basic YTpi"), "token=x");
        assertThat(authenticator.recall(nothing)).contains(new Absent());
        assertThat(authenticator.authenticate(nothing)).isEqualTo(new Absent());
        IdentityRequest empty = Tokens.bearer("");
        assertThat(authenticator.recall(empty)).contains(new Rejected("the token is empty"));
        assertThat(authenticator.authenticate(empty)).isEqualTo(new Rejected("the token is empty"));
    }

    @Test
    void recall_otherTokenOfTheSamePrincipal_isNotKnown() {
        JwtAuthenticator authenticator = open(JwtFixture.hs256());
        JwtFixture.authenticated(authenticator, ann);
        String token = ann.headers().firstOr("authorization", "");
        assertThat(authenticator.recall(Tokens.request(Headers.of("authorization", token + "A"), "")))
                .isEmpty();
        assertThat(authenticator.recall(Tokens.bearer(Tokens.hs256(Tokens.claims(",\"a\":1")))))
                .isEmpty();
    }

    @Test
    void authenticate_moreTokensThanAreRemembered_staysBounded() {
        JwtAuthenticator authenticator = open(JwtFixture.hs256());
        String filler = "a".repeat(10_000);
        for (int i = 0; i < 1500; i++) {
            JwtFixture.authenticated(
                    authenticator,
                    Tokens.bearer(Tokens.hs256(Tokens.claims(",\"n\":" + i + ",\"a\":\"" + filler + "\""))));
        }
        assertThat(authenticator.rememberedTokens()).isBetween(100L, 1400L);
    }

    @Test
    void authenticate_tokensOfManySmallClaims_areBoundedByWhatTheClaimsTake() {
        JwtAuthenticator authenticator = open(JwtFixture.hs256());
        String claims =
                IntStream.range(0, 500).mapToObj(i -> ",\"" + i + "\":1").collect(Collectors.joining());
        for (int i = 0; i < 1500; i++) {
            JwtFixture.authenticated(authenticator, Tokens.bearer(Tokens.hs256(Tokens.claims(",\"n\":" + i + claims))));
        }
        assertThat(authenticator.rememberedTokens()).isBetween(100L, 700L);
    }

    @Test
    void authenticate_tokensThatHaveEnded_areForgotten() {
        JwtAuthenticator authenticator = open(JwtFixture.hs256().clockSkew(Duration.ZERO));
        JwtFixture.authenticated(authenticator, ann);
        assertThat(authenticator.rememberedTokens()).isEqualTo(1);
        clock.advance(Duration.ofHours(2));
        assertThat(authenticator.rememberedTokens()).isZero();
    }

    @Test
    void authenticate_claimThatARuleObjectsTo_isForbiddenAndRemembered() {
        JwtAuthenticator authenticator = open(JwtFixture.hs256().claim(ClaimRule.of("role", Operator.EQUALS, "admin")));
        Authentication found = authenticator.authenticate(ann);
        assertThat(found).isInstanceOfSatisfying(Authentication.Forbidden.class, forbidden -> {
            assertThat(forbidden.principal().id()).isEqualTo("ann");
            assertThat(forbidden.reason()).isEqualTo("the claim role is not what the rule equals wants");
        });
        assertThat(authenticator.recall(ann)).containsSame(found);
    }

    @Test
    void authenticate_claims_areAllThereAndPlain() {
        Principal principal = JwtFixture.authenticated(
                        open(JwtFixture.hs256()),
                        Tokens.bearer(Tokens.hs256(Tokens.claims(
                                ",\"n\":5,\"r\":1.5,\"big\":123456789012345678901,\"t\":true,\"none\":null,"
                                        + "\"o\":{\"l\":[\"a\",null,{\"b\":-1}]}"))))
                .principal();
        assertThat(principal.id()).isEqualTo("ann");
        assertThat(principal.claims())
                .isEqualTo(Map.of(
                        "sub",
                        "ann",
                        "exp",
                        Tokens.SECONDS + 3600,
                        "n",
                        5L,
                        "r",
                        1.5,
                        "big",
                        new BigDecimal("123456789012345678901"),
                        "t",
                        true,
                        "o",
                        Map.of("l", List.of("a", Map.of("b", -1L)))));
    }

    /** Issuer and audience as configured, claims of the token, and the reason it is refused for. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            me | us | "iss":"me","aud":"us"          |
            me | us | "iss":"me","aud":["them","us"] |
            me | us | "iss":"me"                     | the token is not for the audience us
            me | us | "iss":"me","aud":"them"        | the token is not for the audience us
            me | us | "iss":"me","aud":[]            | the token is not for the audience us
            me | us | "iss":"me","aud":[["us"]]      | the token is not for the audience us
            me | us | "iss":"me","aud":{"us":1}      | the token is not for the audience us
            me | us | "iss":"me","aud":"US"          | the token is not for the audience us
            me | us | "aud":"us"                     | the token is not from the issuer me
            me | us | "iss":"me/","aud":"us"         | the token is not from the issuer me
            me | us | "iss":["me"],"aud":"us"        | the token is not from the issuer me
            """)
    void authenticate_issuerAndAudience_mustBeExact(String issuer, String audience, String claims, String reason) {
        JwtAuthenticator authenticator = open(JwtFixture.hs256().issuer(issuer).audience(audience, "more"));
        Authentication found = authenticator.authenticate(Tokens.bearer(Tokens.hs256(Tokens.claims("," + claims))));
        if (reason == null) {
            assertThat(found).isInstanceOf(Authenticated.class);
        } else {
            assertThat(found)
                    .isInstanceOfSatisfying(
                            Rejected.class,
                            rejected -> assertThat(rejected.reason()).startsWith(reason));
        }
    }

    @Test
    void authenticate_audienceThatNobodyAskedFor_isFine() {
        String token = Tokens.hs256(Tokens.claims(",\"aud\":\"them\",\"iss\":\"anybody\""));
        assertThat(JwtFixture.authenticated(open(JwtFixture.hs256()), Tokens.bearer(token)))
                .isNotNull();
    }

    @Test
    void authenticate_noEndWhereNoneIsRequired_isForEver() {
        JwtAuthenticator authenticator = open(JwtFixture.hs256().requireExp(false));
        IdentityRequest request = Tokens.bearer(Tokens.hs256("{\"sub\":\"ann\"}"));
        assertThat(JwtFixture.authenticated(authenticator, request).validUntil())
                .isEqualTo(Instant.MAX);
        assertThat(authenticator.recall(request)).isPresent();
        assertThat(authenticator.authenticate(Tokens.bearer(Tokens.hs256("{\"sub\":\"ann\",\"exp\":1}"))))
                .isEqualTo(new Rejected("the token has expired"));
    }

    @Test
    void authenticate_principalClaimNamed_isWhoTheTokenIsAbout() {
        JwtAuthenticator authenticator = open(JwtFixture.hs256().principalClaim("preferred_username"));
        String withoutSub = "{\"preferred_username\":\"bob\",\"exp\":" + (Tokens.SECONDS + 3600) + "}";
        assertThat(JwtFixture.authenticated(authenticator, Tokens.bearer(Tokens.hs256(withoutSub)))
                        .principal()
                        .id())
                .isEqualTo("bob");
        String withBoth = Tokens.claims(",\"preferred_username\":\"bob\"");
        assertThat(JwtFixture.authenticated(authenticator, Tokens.bearer(Tokens.hs256(withBoth)))
                        .principal()
                        .id())
                .isEqualTo("bob");
    }

    @Test
    void authenticate_nestedPrincipalClaim_isFoundAsInClaimRules() {
        JwtAuthenticator authenticator = open(JwtFixture.hs256().principalClaim("act.name"));
        String nested = Tokens.hs256(Tokens.claims(",\"act\":{\"name\":\"bob\"}"));
        String dotted = Tokens.hs256(Tokens.claims(",\"act\":{\"name\":\"bob\"},\"act.name\":\"eve\""));
        assertThat(JwtFixture.authenticated(authenticator, Tokens.bearer(nested))
                        .principal()
                        .id())
                .isEqualTo("bob");
        assertThat(JwtFixture.authenticated(authenticator, Tokens.bearer(dotted))
                        .principal()
                        .id())
                .isEqualTo("eve");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"uid\":7", ",\"uid\":\" \"", ",\"uid\":null", ",\"uid\":[\"bob\"]"})
    void authenticate_principalClaimThatIsNoText_isRefusedThoughThereIsASub(String more) {
        assertThat(JwtFixture.rejected(
                        open(JwtFixture.hs256().principalClaim("uid")),
                        Tokens.bearer(Tokens.hs256(Tokens.claims(more)))))
                .isEqualTo("the token does not say who it is about: its uid is no text, or empty");
    }

    @Test
    void authenticate_invalidTokenInTheFirstSource_doesNotTryTheNext() {
        JwtAuthenticator authenticator = open(
                JwtFixture.hs256().tokenSource(new TokenSource.Bearer()).tokenSource(new TokenSource.Query("token")));
        String good = Tokens.hs256(Tokens.claims(""));
        assertThat(authenticator.authenticate(Tokens.request(Headers.of("authorization", "Bearer x"), "token=" + good)))
                .isInstanceOf(Rejected.class);
        assertThat(authenticator.authenticate(Tokens.request(Headers.of("authorization", "Basic x"), "token=" + good)))
                .isInstanceOf(Authenticated.class);
    }
}
