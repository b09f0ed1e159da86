package dev.yatagarasu.core.internal.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.api.Principal;
import dev.yatagarasu.api.YatagarasuException;
import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.api.identity.Authentication;
import dev.yatagarasu.api.identity.Authentication.Authenticated;
import dev.yatagarasu.api.identity.Authenticator;
import dev.yatagarasu.api.identity.IdentityRequest;
import dev.yatagarasu.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What an authenticator of others does wrong lets nobody in. */
class GuardedAuthenticatorTest {
    private static final Principal BOB = Principal.of("bob");
    private static final IdentityRequest REQUEST = Tokens.request(Headers.empty(), "bob");

    private final ManualClock clock = new ManualClock(Tokens.NOW);
    private final Plugin plugin = new Plugin();
    private final Authenticator guarded = new GuardedAuthenticator(plugin, "files", clock);

    private static final class Plugin implements Authenticator {
        Supplier<Optional<Authentication>> recall = Optional::empty;
        Supplier<Authentication> authenticate = Authentication.Absent::new;
        Supplier<Optional<String>> objection = Optional::empty;
        boolean closed;

        @Override
        public Optional<Authentication> recall(IdentityRequest request) {
            return recall.get();
        }

        @Override
        public Authentication authenticate(IdentityRequest request) {
            return authenticate.get();
        }

        @Override
        public Optional<String> objection(Principal principal) {
            return objection.get();
        }

        @Override
        public Optional<String> scheme() {
            return Optional.of("Custom");
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void all_pluginThatDoesItsWork_isHeard() {
        for (Authentication answer : List.of(
                new Authenticated(BOB),
                new Authentication.Forbidden(BOB, "is away"),
                new Authentication.Absent(),
                new Authentication.Rejected("bad"))) {
            plugin.recall = () -> Optional.of(answer);
            plugin.authenticate = () -> answer;
            assertThat(guarded.recall(REQUEST)).containsSame(answer);
            assertThat(guarded.authenticate(REQUEST)).isSameAs(answer);
        }
        plugin.objection = () -> Optional.of("is away");
        assertThat(guarded.objection(BOB)).contains("is away");
        assertThat(guarded.scheme()).contains("Custom");
        guarded.close();
        assertThat(plugin.closed).isTrue();
    }

    @Test
    void recall_credentialsThatHaveEnded_areNotKnown() {
        Authentication good = new Authenticated(BOB, Tokens.NOW.plusSeconds(1));
        plugin.recall = () -> Optional.of(good);
        assertThat(guarded.recall(REQUEST)).contains(good);
        clock.advance(Duration.ofSeconds(1));
        assertThat(guarded.recall(REQUEST)).isEmpty();
    }

    @Test
    void authenticate_credentialsThatHaveEnded_areRejected() {
        plugin.authenticate = () -> new Authenticated(BOB, Tokens.NOW);
        assertThat(guarded.authenticate(REQUEST)).isInstanceOf(Authentication.Rejected.class);
    }

    @Test
    @SuppressWarnings("NullAway")
    void authenticate_endThatIsNull_isNoAnswer() {
        plugin.authenticate = () -> new Authenticated(BOB, null);
        assertThatThrownBy(() -> guarded.authenticate(REQUEST)).isInstanceOf(YatagarasuException.class);
    }

    @Test
    @SuppressWarnings("NullAway")
    void recall_throwsOrReturnsNull_nothingIsKnown() {
        plugin.recall = () -> {
            throw new IllegalStateException("a fault of the plug-in");
        };
        assertThat(guarded.recall(REQUEST)).isEmpty();
        plugin.recall = () -> null;
        assertThat(guarded.recall(REQUEST)).isEmpty();
    }

    @Test
    @SuppressWarnings("NullAway")
    void authenticate_throwsOrReturnsNull_isNoAnswer() {
        plugin.authenticate = () -> {
            throw new IllegalStateException("a fault of the plug-in");
        };
        assertThatThrownBy(() -> guarded.authenticate(REQUEST))
                .isInstanceOf(YatagarasuException.class)
                .hasMessageContaining("a fault of the plug-in");
        plugin.authenticate = () -> null;
        assertThatThrownBy(() -> guarded.authenticate(REQUEST)).isInstanceOf(YatagarasuException.class);
        YatagarasuException told = new YatagarasuException("keys.internal does not answer");
        plugin.authenticate = () -> {
            throw told;
        };
        assertThatThrownBy(() -> guarded.authenticate(REQUEST)).isSameAs(told);
    }

    @Test
    @SuppressWarnings("NullAway")
    void objection_throwsOrReturnsNull_isAnObjection() {
        plugin.objection = () -> {
            throw new IllegalStateException("a fault of the plug-in");
        };
        assertThat(guarded.objection(BOB)).isPresent();
        plugin.objection = () -> null;
        assertThat(guarded.objection(BOB)).isPresent();
    }
}
