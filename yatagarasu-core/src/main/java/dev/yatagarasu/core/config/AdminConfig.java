package dev.yatagarasu.core.config;

import java.util.Optional;

/**
 * The admin port, which serves health, readiness, metrics and the calls for operators. Its address differs from the
 * data port's.
 *
 * @param host address to listen on
 * @param port port to listen on; 0 picks a free one
 * @param jwt which tokens may use the port; empty lets everybody on this machine use it, and is allowed on loopback
 *     only
 */
public record AdminConfig(String host, int port, Optional<JwtConfig> jwt) {
    public AdminConfig {
        new HostPort(host, port).check();
        boolean hasClaims = jwt.filter(tokens -> !tokens.claims().isEmpty()).isPresent();
        AdminRules.checkJwt(host, jwt.isPresent(), hasClaims).ifPresent(problem -> {
            throw new IllegalArgumentException("admin.jwt " + problem);
        });
    }

    /** An admin port without tokens; the host must be a loopback address. */
    public AdminConfig(String host, int port) {
        this(host, port, Optional.empty());
    }

    /** Port 9090 on loopback. */
    public static AdminConfig defaults() {
        return new AdminConfig("127.0.0.1", 9090);
    }
}
