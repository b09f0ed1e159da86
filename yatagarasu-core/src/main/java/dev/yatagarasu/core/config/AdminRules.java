package dev.yatagarasu.core.config;

import java.util.Optional;

/** Checks who may use the admin port: processes on this machine, or clients with an administrator's token. */
final class AdminRules {
    private AdminRules() {}

    /** What is wrong with {@code jwt} of a port at that address. */
    static Optional<String> checkJwt(String host, boolean hasJwt, boolean hasClaims) {
        if (!hasJwt && !HostPort.isLoopback(host)) {
            return Optional.of("is missing: the admin port can be reached from other machines, so say whose tokens may"
                    + " use it, or let it listen on 127.0.0.1");
        }
        return hasJwt && !hasClaims
                ? Optional.of("has no claims, so every valid token would do: add what an administrator's token says,"
                        + " such as claims: [ { claim: role, operator: equals, value: admin } ]")
                : Optional.empty();
    }
}
