package dev.yatagarasu.core.internal.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.Principal;
import dev.yatagarasu.api.identity.Authentication;
import dev.yatagarasu.core.config.ClaimRule;
import dev.yatagarasu.core.config.ClaimRule.Operator;
import dev.yatagarasu.core.config.JwtConfig;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What claims must be for the bearer of a good token to be let in. */
class ClaimRulesTest {

    private static Authentication authenticate(JwtConfig.Builder config, String claims) {
        String token = Tokens.hs256(Tokens.claims("," + claims));
        return JwtFixture.open(config).authenticate(Tokens.bearer(token));
    }

    private static boolean meets(String claim, String operator, String value, String claims) {
        ClaimRule rule = ClaimRule.of(claim, Operator.valueOf(operator.toUpperCase(Locale.ROOT)), value.split(",", -1));
        Authentication found = authenticate(JwtFixture.hs256().claim(rule), claims);
        assertThat(found).isInstanceOfAny(Authentication.Authenticated.class, Authentication.Forbidden.class);
        return found instanceof Authentication.Authenticated;
    }

    /** Claim, operator, value (those of {@code in} with commas), claims of the token, whether they meet the rule. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            role       | equals       | admin  | "role":"admin"               | true
            role       | equals       | admin  | "role":"Admin"               | false
            role       | equals       | admin  | "role":["admin"]             | false
            role       | equals       | admin  | "role":{"admin":true}        | false
            role       | equals       | admin  | "other":"admin"              | false
            role       | equals       | null   | "role":null                  | false
            level      | equals       | 5      | "level":5                    | true
            level      | equals       | 5      | "level":5.0                  | true
            level      | equals       | 5.0    | "level":5                    | true
            level      | equals       | 0.1    | "level":0.1                  | true
            level      | equals       | 5      | "level":"5"                  | true
            level      | equals       | 5      | "level":"5.0"                | false
            level      | equals       | five   | "level":5                    | false
            level      | equals       | 123456789012345678901 | "level":123456789012345678901 | true
            level      | equals       | 123456789012345678901 | "level":123456789012345678902 | false
            verified   | equals       | true   | "verified":true              | true
            verified   | equals       | true   | "verified":"true"            | true
            verified   | equals       | true   | "verified":1                 | false
            verified   | equals       | 1      | "verified":true              | false
            sub        | equals       | ann    | "role":"admin"               | true
            role       | not_equals   | guest  | "role":"admin"               | true
            role       | not_equals   | guest  | "role":"guest"               | false
            role       | not_equals   | guest  | "other":"admin"              | false
            role       | not_equals   | guest  | "role":["guest"]             | false
            level      | not_equals   | 5      | "level":6                    | true
            level      | not_equals   | 5      | "level":5.0                  | false
            role       | in           | a,b    | "role":"b"                   | true
            role       | in           | a,b    | "role":"c"                   | false
            role       | in           | a,b    | "other":"a"                  | false
            level      | in           | 1,2    | "level":2                    | true
            roles      | contains     | reader | "roles":["writer","reader"]  | true
            roles      | contains     | reader | "roles":["non-reader"]       | false
            roles      | contains     | reader | "roles":[]                   | false
            roles      | contains     | reader | "roles":[["reader"]]         | false
            roles      | contains     | 5      | "roles":[4,5]                | true
            scope      | contains     | read   | "scope":"write read"         | true
            scope      | contains     | read   | "scope":"readwrite"          | false
            scope      | contains     | read   | "scope":"read\\u00a0write"   | false
            scope      | contains     | read   | "scope":{"read":true}        | false
            scope      | contains     | read   | "other":"read"               | false
            roles      | not_contains | banned | "roles":["reader"]           | true
            roles      | not_contains | banned | "roles":[]                   | true
            roles      | not_contains | banned | "roles":["banned"]           | false
            roles      | not_contains | banned | "roles":"reader banned"      | false
            roles      | not_contains | banned | "other":["reader"]           | false
            roles      | not_contains | banned | "roles":{"banned":false}     | false
            level      | gt           | 5      | "level":6                    | true
            level      | gt           | 5      | "level":5                    | false
            level      | gt           | 5      | "level":5.000001             | true
            level      | gt           | 5      | "level":"6"                  | false
            level      | gt           | 5      | "other":6                    | false
            level      | gt           | 9007199254740992 | "level":9007199254740993 | true
            level      | gte          | 5      | "level":5                    | true
            level      | gte          | 5      | "level":4.9                  | false
            level      | lt           | 5      | "level":4                    | true
            level      | lt           | -5     | "level":-5.5                 | true
            level      | lt           | 5      | "level":5                    | false
            level      | lte          | 5      | "level":5                    | true
            level      | lte          | 5      | "level":1e300                | false
            email      | exists       | true   | "email":""                   | true
            email      | exists       | true   | "email":null                 | false
            email      | exists       | true   | "other":1                    | false
            email      | exists       | false  | "other":1                    | true
            email      | exists       | false  | "email":false                | false
            email      | matches      | .*@example[.]com | "email":"a@example.com" | true
            email      | matches      | .*@example[.]com | "email":"a@example.com.evil" | false
            email      | matches      | .*@example[.]com | "email":"a@example.com\\n"  | false
            email      | matches      | .*     | "email":["a"]                | false
            email      | matches      | .*     | "other":"a"                  | false
            realm.roles| contains     | reader | "realm":{"roles":["reader"]} | true
            realm.roles| contains     | reader | "realm":{"roles":["other"]}  | false
            realm.roles| contains     | reader | "realm":"roles"              | false
            realm.roles| contains     | reader | "realm.roles":["reader"]     | true
            realm.roles| contains     | reader | "realm.roles":["other"],"realm":{"roles":["reader"]} | false
            a.b.c      | equals       | x      | "a":{"b":{"c":"x"}}          | true
            a.b.c      | equals       | x      | "a.b":{"c":"x"}              | true
            a.b.c      | equals       | x      | "a":{"b.c":"x"}              | true
            a.b.c      | equals       | x      | "a":{"b":{"d":"x"}}          | false
            https://example.com/roles | contains | reader | "https://example.com/roles":["reader"] | true
            orgs.name  | contains     | acme   | "orgs":[{"name":"acme"},{"id":1}] | true
            orgs.name  | contains     | acme   | "orgs":[{"name":"other"},"acme"] | false
            orgs.name  | equals       | acme   | "orgs":[{"name":"acme"}]     | false
            orgs.name  | exists       | true   | "orgs":[1]                   | false
            """)
    void objection_rule_isMetOrNot(String claim, String operator, String value, String claims, boolean met) {
        assertThat(meets(claim, operator, value, claims)).isEqualTo(met);
    }

    @Test
    void objection_registeredClaims_canBeAskedFor() {
        String claims = "\"iss\":\"me\",\"aud\":[\"a\",\"b\"]";
        assertThat(meets("iss", "equals", "me", claims)).isTrue();
        assertThat(meets("aud", "contains", "b", claims)).isTrue();
        assertThat(meets("exp", "gt", "5", claims)).isTrue();
    }

    @Test
    void objection_severalRules_areAllNeeded() {
        JwtConfig.Builder both = JwtFixture.hs256()
                .claim(ClaimRule.of("role", Operator.EQUALS, "admin"))
                .claim(ClaimRule.of("level", Operator.GTE, "5"));
        assertThat(authenticate(both, "\"role\":\"admin\",\"level\":4"))
                .isInstanceOfSatisfying(
                        Authentication.Forbidden.class,
                        low -> assertThat(low.reason()).isEqualTo("the claim level is not what the rule gte wants"));
        assertThat(authenticate(both, "\"role\":\"admin\",\"level\":5"))
                .isInstanceOf(Authentication.Authenticated.class);
    }

    @Test
    void objection_principalOfTheApplication_meetsTheSameRules() {
        JwtAuthenticator authenticator =
                JwtFixture.open(JwtFixture.hs256().claim(ClaimRule.of("realm.level", Operator.GTE, "5")));
        assertThat(authenticator.objection(new Principal("ann", Map.of("realm", Map.of("level", 5)))))
                .as("an Integer")
                .isEmpty();
        assertThat(authenticator.objection(new Principal("ann", Map.of("realm", Map.of("level", 4.5f)))))
                .isPresent();
        assertThat(authenticator.objection(new Principal("ann", Map.of("realm", Map.of("level", Double.NaN)))))
                .isPresent();
        assertThat(authenticator.objection(new Principal(
                        "ann", Map.of("realm", Map.of("level", BigInteger.TWO.pow(64))))))
                .isEmpty();
        assertThat(authenticator.objection(new Principal("ann", Map.of("realm", List.of(Map.of("level", 9))))))
                .as("a list is no number")
                .isPresent();
        assertThat(authenticator.objection(Principal.of("ann"))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a+)+b", "(a|aa)+b", "(a|b)*c", "(.*a){20}b"})
    @Timeout(20)
    void objection_expressionThatNeverEnds_isNotMet(String regex) {
        assertThat(meets("name", "matches", regex, "\"name\":\"" + "a".repeat(1000) + "\""))
                .isFalse();
        assertThat(meets("name", "matches", ".*", "\"name\":\"" + "a".repeat(2000) + "\""))
                .as("a text that is too long")
                .isFalse();
    }
}
