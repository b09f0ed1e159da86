package dev.yatagarasu.core.config;

import dev.yatagarasu.api.config.ConfigNode;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code address: "host:port"}, or {@code address} and {@code port} apart. */
final class AddressReader {
    private static final Pattern HOST_AND_PORT = Pattern.compile("(\\[[^\\[\\]]*]|[^:\\[\\]]*):([0-9]{1,5})");

    private AddressReader() {}

    /** The address; with port 0, which collides with nothing, when it is unusable. */
    static HostPort read(ConfigNode section, HostPort defaults) {
        OptionalInt port = section.integer("port", 0, 65535);
        boolean apart = section.has("port");
        return section.string("address")
                .map(address -> apart
                        ? new HostPort(hostOnly(section, address, defaults.host()), port.orElse(0))
                        : together(section, address, defaults))
                .orElseGet(() -> new HostPort(
                        defaults.host(), apart ? port.orElse(0) : section.has("address") ? 0 : defaults.port()));
    }

    private static HostPort together(ConfigNode section, String address, HostPort defaults) {
        Matcher parts = HOST_AND_PORT.matcher(address);
        if (!parts.matches()) {
            section.problem(
                    "address",
                    "must be host:port such as 0.0.0.0:8080 or [::1]:8080 (an IPv6 address in brackets), or a host"
                            + " alone with the port in the key port; found " + section.describe("address"));
            return new HostPort(defaults.host(), 0);
        }
        int port = Integer.parseInt(parts.group(2));
        if (port > 65535) {
            section.problem("address", "must name a port from 0 to 65535, found " + section.describe("address"));
        }
        return new HostPort(host(section, parts.group(1), defaults.host()), port > 65535 ? 0 : port);
    }

    private static String hostOnly(ConfigNode section, String address, String otherwise) {
        if (HOST_AND_PORT.matcher(address).matches()) {
            section.problem("address", "names a port, and so does the key port: remove one of them");
            return otherwise;
        }
        return host(section, address, otherwise);
    }

    private static String host(ConfigNode section, String written, String otherwise) {
        boolean bracketed = written.startsWith("[") && written.endsWith("]");
        String host = bracketed ? written.substring(1, written.length() - 1) : written;
        if (HostPort.isHost(host) && (!bracketed || host.contains(":"))) {
            return host;
        }
        String problem = host.isEmpty()
                ? "names no host: write 127.0.0.1 for this machine only, 0.0.0.0 for all its addresses (with IPv6: [::])"
                        + "; found "
                : "must name a host, an IPv4 address or an IPv6 address, found ";
        section.problem("address", problem + section.describe("address"));
        return otherwise;
    }
}
