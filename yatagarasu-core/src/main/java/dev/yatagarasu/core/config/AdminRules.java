package dev.yatagarasu.core.config;

import java.util.Optional;
import java.util.function.BiConsumer;

/** Who may use the admin port: whoever is on this machine, or holds an admin token. */
final class AdminRules {
    private AdminRules() {}

    /** Calls {@code problem} with the key and what is wrong with it. */
    static void check(String host, Optional<JwtConfig> jwt, BiConsumer<String, String> problem) {
        if (jwt.isEmpty() && !HostPort.isLoopback(host)) {
            problem.accept(
                    "jwt",
                    "is missing: the admin port can be reached from other machines, so say whose tokens may use it, or"
                            + " let it listen on 127.0.0.1");
        }
        if (jwt.filter(tokens -> tokens.claims().isEmpty()).isPresent()) {
            problem.accept(
                    "jwt",
                    "has no claims, so every valid token would do: add what an administrator's token says, such as"
                            + " claims: [ { claim: role, operator: equals, value: admin } ]");
        }
    }
}
