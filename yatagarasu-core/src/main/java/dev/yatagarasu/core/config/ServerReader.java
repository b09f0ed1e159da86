package dev.yatagarasu.core.config;

import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.core.config.ServerConfig.Connections;
import dev.yatagarasu.core.config.ServerConfig.Limits;
import dev.yatagarasu.core.config.ServerConfig.Shutdown;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Reads the sections {@code server} and {@code admin}. */
final class ServerReader {
    private ServerReader() {}

    static ServerConfig server(ConfigNode section) {
        UnsupportedSettings.refuse(section, "tls");
        ServerConfig defaults = ServerConfig.defaults();
        HostPort address = AddressReader.read(section, new HostPort(defaults.host(), defaults.port()));
        return new ServerConfig(
                address.host(),
                address.port(),
                section.integer("max_concurrent_requests", 1, ServerConfig.MOST_REQUESTS)
                        .orElse(defaults.maxConcurrentRequests()),
                limits(section.childOrEmpty("limits")),
                connections(section),
                section.positiveDuration("idle_timeout", Timeouts.LONGEST).orElse(defaults.idleTimeout()),
                shutdown(section, defaults.shutdown()),
                GuardReader.ranges(section, "trusted_proxies"),
                GuardReader.ofServer(section));
    }

    /**
     * What was read of the admin port.
     *
     * @param address where it listens
     * @param config all of it, if nothing is wrong with it
     */
    record Admin(HostPort address, Optional<AdminConfig> config) {}

    static Admin admin(ConfigNode section) {
        AdminConfig defaults = AdminConfig.defaults();
        HostPort address = AddressReader.read(section, new HostPort(defaults.host(), defaults.port()));
        Optional<ConfigNode> tokens = section.child("jwt");
        Optional<JwtConfig> jwt = tokens.flatMap(JwtReader::read);
        boolean hasClaims = tokens.filter(node -> node.has("claims")).isPresent();
        if (!section.has("jwt") || tokens.isPresent()) {
            AdminRules.checkJwt(address.host(), tokens.isPresent(), hasClaims)
                    .ifPresent(problem -> section.problem("jwt", problem, wanted(section)));
        }
        return new Admin(
                address,
                section.isSound()
                        ? Optional.of(new AdminConfig(address.host(), address.port(), jwt))
                        : Optional.empty());
    }

    private static Set<String> wanted(ConfigNode admin) {
        Set<String> paths = new HashSet<>(admin.paths("address"));
        paths.addAll(admin.childOrEmpty("jwt").paths("claims"));
        return paths;
    }

    private static Limits limits(ConfigNode section) {
        Limits defaults = Limits.defaults();
        return new Limits(
                bytes(section, "max_uri_length", Limits.SMALLEST_URI, defaults.maxUriLength()),
                bytes(section, "max_header_size", Limits.SMALLEST_HEADERS, defaults.maxHeaderSize()));
    }

    private static Shutdown shutdown(ConfigNode section, Shutdown defaults) {
        return new Shutdown(
                section.duration("shutdown_delay", Timeouts.LONGEST).orElse(defaults.delay()),
                section.positiveDuration("shutdown_timeout", Timeouts.LONGEST).orElse(defaults.timeout()));
    }

    private static Connections connections(ConfigNode section) {
        Connections defaults = Connections.defaults();
        return new Connections(
                section.integer("max_connections", 1, Connections.MOST).orElse(defaults.max()),
                section.positiveDuration("header_timeout", Timeouts.LONGEST).orElse(defaults.headerTimeout()),
                section.size("min_rate", 0, Connections.FASTEST_MIN_RATE).orElse(defaults.minRate()));
    }

    private static int bytes(ConfigNode section, String key, int smallest, int otherwise) {
        return Math.toIntExact(section.size(key, smallest, Limits.LARGEST).orElse(otherwise));
    }
}
