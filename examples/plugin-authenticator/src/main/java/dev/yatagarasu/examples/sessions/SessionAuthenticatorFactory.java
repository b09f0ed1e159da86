package dev.yatagarasu.examples.sessions;

import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.api.identity.Authenticator;
import dev.yatagarasu.api.identity.AuthenticatorFactory;
import dev.yatagarasu.api.plugin.ComponentContext;

/**
 * What the server finds in the jar: {@code META-INF/services} names this class. It is public and has a constructor without
 * parameters; everything else may stay inside the package.
 */
public final class SessionAuthenticatorFactory implements AuthenticatorFactory {

    /** What {@code auth.authenticator} says, and what the settings beside it are called. */
    @Override
    public String type() {
        return "session_cookie";
    }

    /** Called once for each bucket that names the type, at the start and at each reload. */
    @Override
    public Authenticator create(ConfigNode settings, ComponentContext context) {
        return new SessionAuthenticator(SessionConfig.read(settings), context.clock());
    }
}
