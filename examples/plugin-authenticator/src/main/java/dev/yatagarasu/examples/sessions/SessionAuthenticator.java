package dev.yatagarasu.examples.sessions;

import dev.yatagarasu.api.Principal;
import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.api.identity.Authentication;
import dev.yatagarasu.api.identity.Authentication.Authenticated;
import dev.yatagarasu.api.identity.Authenticator;
import dev.yatagarasu.api.identity.IdentityRequest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows users by a cookie that the application has signed when they logged in. Good cookies are remembered, so that the engine
 * need not hand requests to a thread that may block. Safe from any thread.
 *
 * <p>A cookie whose signature does not match is {@code Rejected}, like one that has ended; one that nobody has sent is {@code
 * Absent}. No reason holds anything out of a cookie.
 */
final class SessionAuthenticator implements Authenticator {
    private static final Logger log = LoggerFactory.getLogger(SessionAuthenticator.class);
    private static final int MOST_REMEMBERED = 10_000;
    private static final Authentication ABSENT = new Authentication.Absent();

    private final String cookie;
    private final SessionKeys keys;
    private final Clock clock;
    private final Map<String, Authenticated> remembered = new ConcurrentHashMap<>();

    SessionAuthenticator(SessionConfig config, Clock clock) {
        this.cookie = config.cookie();
        this.keys = new SessionKeys(config.keys());
        this.clock = clock;
    }

    /** Called on I/O threads: looks into a map, and no further. */
    @Override
    public Optional<Authentication> recall(IdentityRequest request) {
        List<String> values = values(request.headers());
        return switch (values.size()) {
            case 0 -> Optional.of(ABSENT);
            case 1 ->
                Optional.ofNullable(remembered.get(values.getFirst()))
                        .filter(this::isNow)
                        .map(known -> known);
            default -> Optional.empty();
        };
    }

    @Override
    public Authentication authenticate(IdentityRequest request) {
        List<String> values = values(request.headers());
        return switch (values.size()) {
            case 0 -> ABSENT;
            case 1 -> verify(values.getFirst());
            default -> rejected("the cookie was sent more than once");
        };
    }

    private Authentication verify(String value) {
        Optional<SessionCookie> parsed = SessionCookie.parse(value);
        if (parsed.isEmpty()) {
            return rejected("the cookie has another form than user.expiry.signature");
        }
        SessionCookie session = parsed.get();
        if (!keys.haveSigned(session)) {
            return rejected("the cookie's signature is wrong");
        }
        if (!clock.instant().isBefore(session.end())) {
            return rejected("the session has ended");
        }
        return session.name()
                .<Authentication>map(name -> remember(value, new Authenticated(Principal.of(name), session.end())))
                .orElseGet(() -> rejected("the user's name is no text, or blank"));
    }

    /** A map that is full is begun anew once sessions that have ended do not make room. */
    private Authenticated remember(String value, Authenticated found) {
        if (remembered.size() >= MOST_REMEMBERED) {
            remembered.values().removeIf(session -> !isNow(session));
        }
        if (remembered.size() >= MOST_REMEMBERED) {
            remembered.clear();
        }
        remembered.put(value, found);
        log.debug("verified a session of {}", found.principal().id());
        return found;
    }

    private boolean isNow(Authenticated session) {
        return clock.instant().isBefore(session.validUntil());
    }

    private static Authentication rejected(String reason) {
        return new Authentication.Rejected(reason);
    }

    /** The values of the cookie (RFC 6265 section 4.2.1); HTTP/2 may send cookies in several fields. */
    private List<String> values(Headers headers) {
        return headers.all("cookie").stream()
                .flatMap(field -> Stream.of(field.split(";", -1)))
                .map(String::strip)
                .filter(pair -> pair.startsWith(cookie + "="))
                .map(pair -> pair.substring(cookie.length() + 1))
                .toList();
    }

    /** There is nothing to give back. */
    @Override
    public void close() {}
}
