package dev.yatagarasu.core.internal.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.api.identity.IdentityRequest;
import dev.yatagarasu.core.config.TokenSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where in a request a token is found. */
class TokenFinderTest {

    private static String find(TokenSource source, IdentityRequest request) {
        return switch (new TokenFinder(List.of(source)).find(request)) {
            case FoundToken.Token token -> token.text();
            case FoundToken.None none -> "none";
            case FoundToken.Unusable unusable -> "unusable: " + unusable.reason();
        };
    }

    private static String inHeader(TokenSource source, String... headers) {
        return find(source, Tokens.request(Headers.of(headers), "token=q"));
    }

    @ParameterizedTest
    @CsvSource({
        "Bearer abc, abc",
        "bearer abc, abc",
        "BEARER abc, abc",
        "Bearer   abc, abc",
        "Bearer, unusable: the token is empty",
        "Basic abc, none",
        "Bearerabc, none",
        "abc, none",
        "'', none",
        "Bearer a b, a b"
    })
    void bearer_header_isRead(String value, String expected) {
        assertThat(inHeader(new TokenSource.Bearer(), "authorization", value)).isEqualTo(expected);
    }

    @Test
    void bearer_noHeaderOrTwo_isNoneOrUnusable() {
        TokenSource bearer = new TokenSource.Bearer();
        assertThat(inHeader(bearer)).isEqualTo("none");
        assertThat(inHeader(bearer, "authorization", "Basic x", "authorization", "Bearer abc"))
                .isEqualTo("unusable: a header field that holds the token is there more than once");
    }

    @ParameterizedTest
    @CsvSource({
        "'', abc, abc",
        "'', '', unusable: the token is empty",
        "Token, Token abc, abc",
        "Token, token abc, abc",
        "Token, abc, none",
        "Token, Token, unusable: the token is empty",
        "'Token ', Tokenabc, none",
        "'Token ', Token abc, abc"
    })
    void header_prefix_isTakenOff(String prefix, String value, String expected) {
        assertThat(inHeader(new TokenSource.Header("X-Token", prefix), "x-token", value))
                .isEqualTo(expected);
    }

    @Test
    void header_twoOrAnotherName_isUnusableOrNone() {
        TokenSource source = new TokenSource.Header("x-token", "");
        assertThat(inHeader(source, "x-token", "a", "x-token", "a")).startsWith("unusable");
        assertThat(inHeader(source, "x_token", "a")).isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource({
        "token=abc, abc",
        "a=b&token=abc&c=d, abc",
        "token=a%2Eb, a.b",
        "t%6Fken=abc, abc",
        "token=a+b, a+b",
        "token=, unusable: the token is empty",
        "token, unusable: the token is empty",
        "token=a&token=b, unusable: the query parameter that holds the token is there more than once",
        "token=a&to%6Ben=b, unusable: the query parameter that holds the token is there more than once",
        "token&token=b, unusable: the query parameter that holds the token is there more than once",
        "token=%zz, unusable: the query parameter that holds the token is badly escaped",
        "token=%4, unusable: the query parameter that holds the token is badly escaped",
        "Token=abc, none",
        "xtoken=abc, none",
        "tokenx=abc, none",
        "a=token=abc, none",
        "a=b;token=abc, none",
        "%zz=token, none",
        "'', none",
        "&&=&, none",
        "token=a=b, a=b"
    })
    void query_parameter_isRead(String query, String expected) {
        assertThat(find(new TokenSource.Query("token"), Tokens.request(Headers.empty(), query)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "session=abc, abc",
        "a=b; session=abc; c=d, abc",
        "a=b;session=abc;c=d, abc",
        "session=\"abc\", abc",
        "session=a=b, a=b",
        "session=, unusable: the token is empty",
        "session=a; session=b, unusable: the cookie that holds the token is there more than once",
        "Session=abc, none",
        "xsession=abc, none",
        "session, none",
        "a=session=abc, none",
        "'', none"
    })
    void cookie_pair_isRead(String cookies, String expected) {
        assertThat(inHeader(new TokenSource.Cookie("session"), "cookie", cookies))
                .isEqualTo(expected);
    }

    @Test
    void cookie_severalFields_areOne() {
        TokenSource source = new TokenSource.Cookie("session");
        assertThat(inHeader(source, "cookie", "a=b", "cookie", "session=abc")).isEqualTo("abc");
        assertThat(inHeader(source, "cookie", "session=a", "cookie", "session=b"))
                .startsWith("unusable");
    }

    @Test
    void find_severalSources_takesTheFirstThatIsThere() {
        TokenFinder finder = new TokenFinder(
                List.of(new TokenSource.Bearer(), new TokenSource.Query("token"), new TokenSource.Cookie("session")));
        Headers both = Headers.of("authorization", "Bearer b", "cookie", "session=c");
        Headers cookie = Headers.of("authorization", "Basic b", "cookie", "session=c");
        assertThat(finder.find(Tokens.request(both, "token=q"))).isEqualTo(new FoundToken.Token("b"));
        assertThat(finder.find(Tokens.request(cookie, "token=q"))).isEqualTo(new FoundToken.Token("q"));
        assertThat(finder.find(Tokens.request(cookie, ""))).isEqualTo(new FoundToken.Token("c"));
        assertThat(finder.find(Tokens.request(Headers.empty(), ""))).isEqualTo(FoundToken.NONE);
        assertThat(finder.find(Tokens.request(Headers.of("authorization", "Bearer", "cookie", "session=c"), "")))
                .as("one that is there and no good is the last")
                .isInstanceOf(FoundToken.Unusable.class);
    }

    @Test
    void token_longest_isSixteenKilobytes() {
        TokenSource source = new TokenSource.Header("x-token", "");
        assertThat(inHeader(source, "x-token", "a".repeat(16 * 1024))).hasSize(16 * 1024);
        assertThat(inHeader(source, "x-token", "a".repeat(16 * 1024 + 1)))
                .isEqualTo("unusable: the token is longer than 16 KB");
        assertThat(new FoundToken.Token("abc").toString()).doesNotContain("abc");
    }
}
