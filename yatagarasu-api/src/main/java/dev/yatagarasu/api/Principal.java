package dev.yatagarasu.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A user or program whose identity has been established, by an {@code Authenticator} or by the embedding application.
 * Two principals are equal if their ids and claims are. Immutable, as long as the values of its claims are.
 */
public final class Principal {
    private final String id;
    private final Map<String, Object> claims;
    private final int hash;

    /**
     * Creates a principal.
     *
     * @param id the stable identifier, for example the {@code sub} claim; never empty
     * @param claims the claims by name; values are strings, numbers, booleans, lists and maps
     */
    public Principal(String id, Map<String, Object> claims) {
        if (id.isEmpty()) {
            throw new IllegalArgumentException("a principal needs an id");
        }
        this.id = id;
        this.claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
        this.hash = 31 * id.hashCode() + this.claims.hashCode();
    }

    /** A principal without claims. */
    public static Principal of(String id) {
        return new Principal(id, Map.of());
    }

    /** The stable identifier, for example the {@code sub} claim; never empty. */
    public String id() {
        return id;
    }

    /** The claims by name; values are strings, numbers, booleans, lists and maps. */
    public Map<String, Object> claims() {
        return claims;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other == this
                || (other instanceof Principal that
                        && hash == that.hash
                        && id.equals(that.id)
                        && claims.equals(that.claims));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /** The identifier only: claims may be confidential. */
    @Override
    public String toString() {
        return "Principal[" + id + "]";
    }
}
