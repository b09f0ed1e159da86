package dev.yatagarasu.core.internal.identity;

import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.api.identity.Authenticator;
import dev.yatagarasu.api.identity.IdentityRequest;
import dev.yatagarasu.testkit.AuthenticatorContract;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

class JwtAuthenticatorContractTest extends AuthenticatorContract {
    private static final String GOOD = Tokens.hs256(Tokens.claims(",\"roles\":[\"a\",{\"b\":1}]"));
    private static final String BAD = Tokens.sign("HS512", Tokens.claims(""));

    @Override
    protected Authenticator openAuthenticator(Clock clock) {
        return JwtFixture.open(JwtFixture.hs256().build(), clock);
    }

    @Override
    protected Instant now() {
        return Tokens.NOW;
    }

    @Override
    protected IdentityRequest good() {
        return Tokens.bearer(GOOD);
    }

    @Override
    protected String goodId() {
        return "ann";
    }

    @Override
    protected IdentityRequest bad() {
        return Tokens.bearer(BAD);
    }

    @Override
    protected IdentityRequest without() {
        return Tokens.request(Headers.empty(), "");
    }

    @Override
    protected List<String> credentials() {
        return List.of(GOOD, BAD, Tokens.SECRET);
    }
}
