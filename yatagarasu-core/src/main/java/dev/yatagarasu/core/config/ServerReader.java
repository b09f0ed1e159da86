package dev.yatagarasu.core.config;

import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.core.config.ServerConfig.Connections;
import dev.yatagarasu.core.config.ServerConfig.Limits;
import dev.yatagarasu.core.config.ServerConfig.Shutdown;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the sections {@code server} and {@code admin}. */
final class ServerReader {
    private ServerReader() {}

    static ServerConfig server(ConfigNode section) {
        NotYet.refuse(section, "tls");
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

    /** Empty if something is wrong with it. */
    static Optional<AdminConfig> admin(ConfigNode section) {
        AdminConfig defaults = AdminConfig.defaults();
        HostPort address = AddressReader.read(section, new HostPort(defaults.host(), defaults.port()));
        Optional<JwtConfig> jwt = section.child("jwt").flatMap(JwtReader::read);
        if (section.has("jwt") && jwt.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> problems = new LinkedHashMap<>();
        AdminRules.check(address.host(), jwt, problems::put);
        problems.forEach(section::problem);
        return problems.isEmpty()
                ? Optional.of(new AdminConfig(address.host(), address.port(), jwt))
                : Optional.empty();
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
