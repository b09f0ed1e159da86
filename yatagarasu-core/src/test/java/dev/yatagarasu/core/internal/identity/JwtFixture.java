package dev.yatagarasu.core.internal.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.identity.Authentication;
import dev.yatagarasu.api.identity.Authentication.Authenticated;
import dev.yatagarasu.api.identity.Authentication.Rejected;
import dev.yatagarasu.api.identity.IdentityRequest;
import dev.yatagarasu.core.config.JwtAlgorithm;
import dev.yatagarasu.core.config.JwtConfig;
import dev.yatagarasu.core.config.JwtKey;
import dev.yatagarasu.core.config.TokenSource;
import dev.yatagarasu.testkit.ManualClock;
import java.time.Clock;
import java.util.List;

/** What the tests of tokens have in common. */
final class JwtFixture {
    /** Every kind of place where a token may be. */
    static final List<TokenSource> SOURCES = List.of(
            new TokenSource.Bearer(),
            new TokenSource.Header("x-token", "Token"),
            new TokenSource.Query("token"),
            new TokenSource.Cookie("session"));

    /** What may be remembered of tokens. */
    static final long TOKEN_BYTES = 32L * 1024 * 1024;

    private JwtFixture() {}

    static JwtConfig.Builder hs256() {
        return JwtConfig.builder(JwtAlgorithm.HS256).key(JwtKey.secret(Tokens.SECRET));
    }

    /** An authenticator without a published key set. */
    static JwtAuthenticator open(JwtConfig config, Clock clock) {
        try (KeySets none = new KeySets(clock, Runnable::run)) {
            return JwtAuthenticator.of(config, none, clock, TOKEN_BYTES);
        }
    }

    static JwtAuthenticator open(JwtConfig.Builder config) {
        return open(config.build(), new ManualClock(Tokens.NOW));
    }

    static Authenticated authenticated(JwtAuthenticator authenticator, IdentityRequest request) {
        Authentication found = authenticator.authenticate(request);
        assertThat(found).isInstanceOf(Authenticated.class);
        return (Authenticated) found;
    }

    static String rejected(JwtAuthenticator authenticator, IdentityRequest request) {
        Authentication found = authenticator.authenticate(request);
        assertThat(found).isInstanceOf(Rejected.class);
        assertThat(authenticator.recall(request).filter(Authenticated.class::isInstance))
                .as("remembered")
                .isEmpty();
        return ((Rejected) found).reason();
    }
}
