package dev.yatagarasu.core.internal.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.Principal;
import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.api.identity.Authentication;
import dev.yatagarasu.api.identity.Authenticator;
import dev.yatagarasu.api.identity.IdentityRequest;
import dev.yatagarasu.core.config.ClaimRule;
import dev.yatagarasu.core.config.ClaimRule.Operator;
import dev.yatagarasu.core.config.JwtConfig;
import dev.yatagarasu.core.config.TokenSource;
import dev.yatagarasu.core.internal.identity.Identification.Absent;
import dev.yatagarasu.core.internal.identity.Identification.Identified;
import dev.yatagarasu.core.internal.identity.Identification.Rejected;
import dev.yatagarasu.testkit.ManualClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
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
        Identification found = authenticator.identify(ann);
        assertThat(authenticator.recall(ann)).containsSame(found);
        assertThat(authenticator.identify(ann)).isSameAs(found);
        clock.set(Tokens.NOW.plusSeconds(3600 + 10).minusMillis(1));
        assertThat(authenticator.recall(ann)).containsSame(found);
        clock.advance(Duration.ofMillis(1));
        assertThat(authenticator.recall(ann)).isEmpty();
        assertThat(authenticator.identify(ann)).isEqualTo(new Rejected("the token has expired"));
        assertThat(((Identified) found).validUntil()).isEqualTo(clock.instant());
    }

    @Test
    void recall_clockSetBack_doesNotLetATokenInTooEarly() {
        JwtAuthenticator authenticator = open(JwtFixture.hs256().clockSkew(Duration.ZERO));
        IdentityRequest request = Tokens.bearer(Tokens.hs256(Tokens.claims(",\"nbf\":" + Tokens.SECONDS)));
        JwtFixture.identified(authenticator, request);
        clock.set(Tokens.NOW.minusMillis(1));
        assertThat(authenticator.recall(request)).isEmpty();
        assertThat(authenticator.identify(request)).isEqualTo(new Rejected("the token is not good yet"));
    }

    @Test
    void recall_noToken_isAbsentAtOnce() {
        JwtAuthenticator authenticator = open(JwtFixture.hs256());
        IdentityRequest nothing = Tokens.request(Headers.of("authorization", "Basic YTpi"), "token=x");
        assertThat(authenticator.recall(nothing)).contains(new Absent());
        assertThat(authenticator.identify(nothing)).isEqualTo(new Absent());
        IdentityRequest empty = Tokens.bearer("");
        assertThat(authenticator.recall(empty)).contains(new Rejected("the token is empty"));
        assertThat(authenticator.identify(empty)).isEqualTo(new Rejected("the token is empty"));
    }

    @Test
    void recall_otherTokenOfTheSamePrincipal_isNotKnown() {
        JwtAuthenticator authenticator = open(JwtFixture.hs256());
        JwtFixture.identified(authenticator, ann);
        String token = ann.headers().firstOr("authorization", "");
        assertThat(authenticator.recall(Tokens.request(Headers.of("authorization", token + "A"), "")))
                .isEmpty();
        assertThat(authenticator.recall(Tokens.bearer(Tokens.hs256(Tokens.claims(",\"a\":1")))))
                .isEmpty();
    }

    @Test
    void identify_moreTokensThanAreRemembered_staysBounded() {
        JwtAuthenticator authenticator = open(JwtFixture.hs256());
        String filler = "a".repeat(10_000);
        for (int i = 0; i < 1500; i++) {
            JwtFixture.identified(
                    authenticator,
                    Tokens.bearer(Tokens.hs256(Tokens.claims(",\"n\":" + i + ",\"a\":\"" + filler + "\""))));
        }
        assertThat(authenticator.rememberedTokens()).isBetween(100L, 1400L);
    }

    @Test
    void identify_tokensOfManySmallClaims_areBoundedByWhatTheClaimsTake() {
        JwtAuthenticator authenticator = open(JwtFixture.hs256());
        String claims =
                IntStream.range(0, 500).mapToObj(i -> ",\"" + i + "\":1").collect(Collectors.joining());
        for (int i = 0; i < 1500; i++) {
            JwtFixture.identified(authenticator, Tokens.bearer(Tokens.hs256(Tokens.claims(",\"n\":" + i + claims))));
        }
        assertThat(authenticator.rememberedTokens()).isBetween(100L, 700L);
    }

    @Test
    void identify_tokensThatHaveEnded_areForgotten() {
        JwtAuthenticator authenticator = open(JwtFixture.hs256().clockSkew(Duration.ZERO));
        JwtFixture.identified(authenticator, ann);
        assertThat(authenticator.rememberedTokens()).isEqualTo(1);
        clock.advance(Duration.ofHours(2));
        assertThat(authenticator.rememberedTokens()).isZero();
    }

    @Test
    void identify_claimThatARuleObjectsTo_isIdentifiedAllTheSame() {
        JwtAuthenticator authenticator = open(JwtFixture.hs256().claim(ClaimRule.of("role", Operator.EQUALS, "admin")));
        Identified found = JwtFixture.identified(authenticator, ann);
        assertThat(found.objection()).contains("the claim role is not what the rule equals wants");
        assertThat(authenticator.recall(ann)).containsSame(found);
        assertThat(authenticator.authenticate(ann))
                .isEqualTo(new Authentication.Rejected("the claim role is not what the rule equals wants"));
    }

    @Test
    void identify_claims_areAllThereAndPlain() {
        Principal principal = JwtFixture.identified(
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
    void identify_issuerAndAudience_mustBeExact(String issuer, String audience, String claims, String reason) {
        JwtAuthenticator authenticator = open(JwtFixture.hs256().issuer(issuer).audience(audience, "more"));
        Identification found = authenticator.identify(Tokens.bearer(Tokens.hs256(Tokens.claims("," + claims))));
        if (reason == null) {
            assertThat(found).isInstanceOf(Identified.class);
        } else {
            assertThat(found)
                    .isInstanceOfSatisfying(
                            Rejected.class,
                            rejected -> assertThat(rejected.reason()).startsWith(reason));
        }
    }

    @Test
    void identify_audienceThatNobodyAskedFor_isFine() {
        String token = Tokens.hs256(Tokens.claims(",\"aud\":\"them\",\"iss\":\"anybody\""));
        assertThat(JwtFixture.identified(open(JwtFixture.hs256()), Tokens.bearer(token)))
                .isNotNull();
    }

    @Test
    void identify_noEndWhereNoneIsRequired_isForEver() {
        JwtAuthenticator authenticator = open(JwtFixture.hs256().requireExp(false));
        IdentityRequest request = Tokens.bearer(Tokens.hs256("{\"sub\":\"ann\"}"));
        assertThat(JwtFixture.identified(authenticator, request).validUntil()).isEqualTo(Instant.MAX);
        assertThat(authenticator.recall(request)).isPresent();
        assertThat(authenticator.identify(Tokens.bearer(Tokens.hs256("{\"sub\":\"ann\",\"exp\":1}"))))
                .isEqualTo(new Rejected("the token has expired"));
    }

    @Test
    void identify_principalClaimNamed_isWhoTheTokenIsAbout() {
        JwtAuthenticator authenticator = open(JwtFixture.hs256().principalClaim("preferred_username"));
        String withoutSub = "{\"preferred_username\":\"bob\",\"exp\":" + (Tokens.SECONDS + 3600) + "}";
        assertThat(JwtFixture.identified(authenticator, Tokens.bearer(Tokens.hs256(withoutSub)))
                        .principal()
                        .id())
                .isEqualTo("bob");
        String withBoth = Tokens.claims(",\"preferred_username\":\"bob\"");
        assertThat(JwtFixture.identified(authenticator, Tokens.bearer(Tokens.hs256(withBoth)))
                        .principal()
                        .id())
                .isEqualTo("bob");
    }

    @Test
    void identify_nestedPrincipalClaim_isFoundAsInClaimRules() {
        JwtAuthenticator authenticator = open(JwtFixture.hs256().principalClaim("act.name"));
        String nested = Tokens.hs256(Tokens.claims(",\"act\":{\"name\":\"bob\"}"));
        String dotted = Tokens.hs256(Tokens.claims(",\"act\":{\"name\":\"bob\"},\"act.name\":\"eve\""));
        assertThat(JwtFixture.identified(authenticator, Tokens.bearer(nested))
                        .principal()
                        .id())
                .isEqualTo("bob");
        assertThat(JwtFixture.identified(authenticator, Tokens.bearer(dotted))
                        .principal()
                        .id())
                .isEqualTo("eve");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"uid\":7", ",\"uid\":\" \"", ",\"uid\":null", ",\"uid\":[\"bob\"]"})
    void identify_principalClaimThatIsNoText_isRefusedThoughThereIsASub(String more) {
        assertThat(JwtFixture.rejected(
                        open(JwtFixture.hs256().principalClaim("uid")),
                        Tokens.bearer(Tokens.hs256(Tokens.claims(more)))))
                .isEqualTo("the token does not say who it is about: its uid is no text, or empty");
    }

    @Test
    void identify_invalidTokenInTheFirstSource_doesNotTryTheNext() {
        JwtAuthenticator authenticator = open(
                JwtFixture.hs256().tokenSource(new TokenSource.Bearer()).tokenSource(new TokenSource.Query("token")));
        String good = Tokens.hs256(Tokens.claims(""));
        assertThat(authenticator.identify(Tokens.request(Headers.of("authorization", "Bearer x"), "token=" + good)))
                .isInstanceOf(Rejected.class);
        assertThat(authenticator.identify(Tokens.request(Headers.of("authorization", "Basic x"), "token=" + good)))
                .isInstanceOf(Identified.class);
    }

    @Test
    void of_pluginAuthenticator_isAskedEachTimeAndClosed() {
        AtomicBoolean closed = new AtomicBoolean();
        Authenticator plugin = new Authenticator() {
            @Override
            public Authentication authenticate(IdentityRequest request) {
                return switch (request.query()) {
                    case "" -> new Authentication.Absent();
                    case "bad" -> new Authentication.Rejected("bad");
                    default -> new Authentication.Authenticated(Principal.of(request.query()), Tokens.NOW);
                };
            }

            @Override
            public void close() {
                closed.set(true);
            }
        };
        Identifier identifier = Identifier.of(plugin);
        IdentityRequest bob = Tokens.request(Headers.empty(), "bob");
        assertThat(identifier.identify(bob))
                .isEqualTo(new Identified(Principal.of("bob"), Tokens.NOW, Optional.empty()));
        assertThat(identifier.recall(bob)).isEmpty();
        assertThat(identifier.identify(Tokens.request(Headers.empty(), ""))).isEqualTo(new Absent());
        assertThat(identifier.identify(Tokens.request(Headers.empty(), "bad"))).isEqualTo(new Rejected("bad"));
        assertThat(identifier.objection(Principal.of("bob"))).isEmpty();
        identifier.close();
        assertThat(closed).isTrue();
    }
}
