package dev.yatagarasu.core.internal.cache.freshness;

import dev.yatagarasu.api.cache.Lifetime;
import dev.yatagarasu.api.http.Headers;
import java.util.Set;

/**
 * Whether a shared cache may keep a response, and how long it may serve it (RFC 9111 sections 3 and 4.2, RFC 5861).
 *
 * <p>Explicit lifetimes are {@code s-maxage}, {@code max-age} and {@code Expires}, in this order; the response's age is
 * taken off them. The bucket's ttl, where there is none, counts from the request on: a wrong clock of storage cannot use
 * it up. What can be served neither fresh nor stale is kept only if it has a validator, which spares storage its
 * transfer. {@code Set-Cookie} does not keep a response out: no field of a client reaches storage, so the body is
 * nobody's own; the field itself is never stored ({@link StoredHeaders}). Nor does {@code Authorization}: what storage
 * was asked with is ours.
 */
public sealed interface Storability {

    /**
     * It may be kept.
     *
     * @param lifetime how long it may be served
     */
    record Keep(Lifetime lifetime) implements Storability {}

    /** It must not be kept, or is not worth it. */
    record Pass() implements Storability {}

    /** Request fields that tell who asks. */
    Set<String> CREDENTIALS = Set.of("authorization", "cookie", "proxy-authorization");

    /**
     * Decides. 200, 206 and 304 speak of an object, 404 and 410 of none; no other status is kept (5xx, 403 and redirects
     * of storage say nothing about the object).
     */
    static Storability of(ReceivedResponse response, LifetimeDefaults defaults) {
        ResponseDirectives directives = ResponseDirectives.of(response.headers());
        if (directives.forbidStoring() || !suitsEverybody(response.headers())) {
            return new Pass();
        }
        return switch (response.status()) {
            case 200, 206, 304 -> present(response, directives, defaults);
            case 404, 410 -> absent(response, directives, defaults);
            default -> new Pass();
        };
    }

    private static Storability present(
            ReceivedResponse response, ResponseDirectives directives, LifetimeDefaults defaults) {
        Lifetime lifetime = new LifetimeRules(response, directives, defaults).present();
        boolean servable = lifetime.freshForMillis() > 0
                || lifetime.staleWhileRevalidateMillis() > 0
                || lifetime.staleIfErrorMillis() > 0;
        return servable || hasValidator(response.headers()) ? new Keep(lifetime) : new Pass();
    }

    /**
     * Whether the answer does not depend on who asks, nor on what cannot be known ({@code Vary: *}). Other fields that {@code
     * Vary} names are never sent to storage, and cannot have varied its answer (RFC 9111 section 4.1).
     */
    private static boolean suitsEverybody(Headers response) {
        return FieldList.names(response, "vary").stream()
                .allMatch(name -> FieldList.isToken(name) && !name.equals("*") && !CREDENTIALS.contains(name));
    }

    private static boolean hasValidator(Headers headers) {
        return headers.contains("etag") || headers.contains("last-modified");
    }

    private static Storability absent(
            ReceivedResponse response, ResponseDirectives directives, LifetimeDefaults defaults) {
        Lifetime lifetime = new LifetimeRules(response, directives, defaults).absent();
        return lifetime.freshForMillis() > 0 ? new Keep(lifetime) : new Pass();
    }
}
