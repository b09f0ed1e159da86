package dev.yatagarasu.core.config;

import java.util.Optional;

/**
 * The admin port: health, readiness, metrics and what operators do, never on the data port's address.
 *
 * @param host address to listen on
 * @param port port to listen on; 0 picks a free one
 * @param jwt whose tokens may use it; empty, on loopback only, for everybody on this machine
 */
public record AdminConfig(String host, int port, Optional<JwtConfig> jwt) {
    public AdminConfig {
        new HostPort(host, port).check();
        boolean hasClaims = jwt.filter(tokens -> !tokens.claims().isEmpty()).isPresent();
        AdminRules.checkJwt(host, jwt.isPresent(), hasClaims).ifPresent(problem -> {
            throw new IllegalArgumentException("admin.jwt " + problem);
        });
    }

    /** A port on loopback for everybody on this machine. */
    public AdminConfig(String host, int port) {
        this(host, port, Optional.empty());
    }

    /** Port 9090 on loopback. */
    public static AdminConfig defaults() {
        return new AdminConfig("127.0.0.1", 9090);
    }
}
