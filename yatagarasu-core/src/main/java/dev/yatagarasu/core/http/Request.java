package dev.yatagarasu.core.http;

import dev.yatagarasu.api.http.Headers;

/**
 * A request that a front end passes to the engine. The engine reads it on the calling thread only, and may read it
 * again on the thread that runs {@link Work#finish()}: a front end keeps it valid until the answer is done.
 */
public interface Request {

    /** The method, exactly as sent: methods are case-sensitive (RFC 9110 section 9.1). */
    String method();

    /** Path and query as sent, still encoded (the origin-form of RFC 9112 section 3.2.1); {@code *} for the server. */
    String target();

    /** The query as sent, without the question mark; empty if there is none. */
    default String query() {
        String target = target();
        int mark = target.indexOf('?');
        return mark < 0 ? "" : target.substring(mark + 1);
    }

    /** All header fields, names in lower case. */
    Headers headers();

    /** The remote address of the connection, without its port. */
    String clientAddress();

    /** A request made in code, from loopback. */
    static Request of(String method, String target, Headers headers) {
        return new Simple(method, target, headers, "127.0.0.1");
    }

    /** A request made in code, without header fields. */
    static Request get(String target) {
        return of("GET", target, Headers.empty());
    }

    /**
     * A request from its parts.
     *
     * @param method the method
     * @param target path and query, encoded
     * @param headers all header fields
     * @param clientAddress the client's address
     */
    record Simple(String method, String target, Headers headers, String clientAddress) implements Request {}
}
