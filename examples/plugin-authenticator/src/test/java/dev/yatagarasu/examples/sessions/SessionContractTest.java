package dev.yatagarasu.examples.sessions;

import dev.yatagarasu.api.Secret;
import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.api.identity.Authenticator;
import dev.yatagarasu.api.identity.IdentityRequest;
import dev.yatagarasu.testkit.AuthenticatorContract;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

class SessionContractTest extends AuthenticatorContract {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String GOOD = Sessions.value("ada", NOW.plusSeconds(3600), Sessions.KEY);
    private static final String BAD = Sessions.value("ada", NOW.plusSeconds(3600), Sessions.OTHER_KEY);

    @Override
    protected Authenticator openAuthenticator(Clock clock) {
        return new SessionAuthenticator(new SessionConfig("session", List.of(Secret.of(Sessions.KEY))), clock);
    }

    @Override
    protected Instant now() {
        return NOW;
    }

    @Override
    protected IdentityRequest good() {
        return request(Headers.of("cookie", "theme=dark; session=" + GOOD));
    }

    @Override
    protected String goodId() {
        return "ada";
    }

    @Override
    protected IdentityRequest bad() {
        return request(Headers.of("cookie", "session=" + BAD));
    }

    @Override
    protected IdentityRequest without() {
        return request(Headers.of("cookie", "theme=dark; other-session=" + GOOD));
    }

    @Override
    protected List<String> credentials() {
        return List.of(GOOD, BAD, Sessions.KEY);
    }

    private static IdentityRequest request(Headers headers) {
        return new IdentityRequest("files", headers, "", "192.0.2.1");
    }
}
