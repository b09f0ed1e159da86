package dev.yatagarasu.core.config;

/**
 * The admin port: health, readiness, metrics and what operators do, never on the data port's address.
 *
 * @param host address to listen on
 * @param port port to listen on; 0 picks a free one
 */
public record AdminConfig(String host, int port) {
    public AdminConfig {
        new HostPort(host, port).check();
    }

    /** Port 9090 on loopback. */
    public static AdminConfig defaults() {
        return new AdminConfig("127.0.0.1", 9090);
    }
}
