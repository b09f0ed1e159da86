package dev.yatagarasu.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Somebody whose identity has been established, by an {@code Authenticator} or by the embedding application.
 *
 * @param id the stable identifier, for example the {@code sub} claim; never empty
 * @param claims what is known about them, by name; values are strings, numbers, booleans, lists and maps
 */
public record Principal(String id, Map<String, Object> claims) {
    public Principal {
        if (id.isEmpty()) {
            throw new IllegalArgumentException("a principal needs an id");
        }
        claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
    }

    /** A principal about whom nothing but the identifier is known. */
    public static Principal of(String id) {
        return new Principal(id, Map.of());
    }
}
