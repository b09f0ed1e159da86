package dev.yatagarasu.server.jetty.cli;

import dev.yatagarasu.core.config.AuthConfig;
import dev.yatagarasu.core.config.DecisionCacheConfig;
import dev.yatagarasu.core.config.IdentityConfig;
import dev.yatagarasu.core.config.JwtAlgorithm;
import dev.yatagarasu.core.config.JwtConfig;
import dev.yatagarasu.core.config.PolicyConfig;
import dev.yatagarasu.core.config.TokenSource;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who may read, in a few words for people: where tokens are and who decides. Holds nothing of keys but where they are. */
final class AuthSummary {
    private AuthSummary() {}

    /** What finds out who asks. */
    static String identity(IdentityConfig identity) {
        return switch (identity) {
            case IdentityConfig.Jwt tokens -> jwt(tokens.jwt());
            case IdentityConfig.Plugin plugin -> "plug-in " + plugin.type();
            case IdentityConfig.Provided provided -> "provided by the application";
            case IdentityConfig.ByApplication application -> "nobody is identified, the policy is asked about anybody";
        };
    }

    /** Which tokens are good, and where in a request they are. */
    static String jwt(JwtConfig jwt) {
        String sources = jwt.tokenSources().stream().map(AuthSummary::source).collect(Collectors.joining(", else "));
        return "jwt, " + algorithms(jwt) + ", from " + sources
                + jwt.jwks().map(set -> ", keys of " + place(set.url())).orElse("")
                + (jwt.claims().isEmpty()
                        ? ""
                        : ", claim rules: " + jwt.claims().size());
    }

    private static String algorithms(JwtConfig jwt) {
        return jwt.acceptedAlgorithms().stream().map(JwtAlgorithm::text).collect(Collectors.joining(", "));
    }

    private static String source(TokenSource source) {
        return switch (source) {
            case TokenSource.Bearer bearer -> "bearer";
            case TokenSource.Header header -> "header " + header.name();
            case TokenSource.Query query -> "query parameter " + query.name();
            case TokenSource.Cookie cookie -> "cookie " + cookie.name();
        };
    }

    /** Without a query, which may hold a secret. */
    private static String place(URI url) {
        return url.getScheme() + "://" + url.getRawAuthority() + url.getRawPath();
    }

    /** What decides, and what becomes of its decisions; nothing where it is enough to be identified. */
    static Optional<String> policy(AuthConfig auth) {
        return switch (auth.policy()) {
            case PolicyConfig.Identified identified -> Optional.empty();
            case PolicyConfig.Plugin plugin -> Optional.of(plugin.type() + decisions(auth));
            case PolicyConfig.Provided provided -> Optional.of("provided by the application" + decisions(auth));
        };
    }

    private static String decisions(AuthConfig auth) {
        DecisionCacheConfig remembered = auth.decisionCache();
        return ", fails " + auth.failMode().name().toLowerCase(Locale.ROOT) + ", remembers yes for "
                + Amounts.span(remembered.ttl()) + " and no for " + Amounts.span(remembered.negativeTtl());
    }
}
