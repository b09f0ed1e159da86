package dev.yatagarasu.server.jetty;

import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.core.http.Request;
import org.eclipse.jetty.http.HttpField;

/** A Jetty request as the engine reads it. Header fields are copied once; everything else is read when asked for. */
final class JettyRequest implements Request {
    private final org.eclipse.jetty.server.Request request;
    private final Headers headers;

    JettyRequest(org.eclipse.jetty.server.Request request) {
        this.request = request;
        this.headers = copy(request);
    }

    private static Headers copy(org.eclipse.jetty.server.Request request) {
        Headers.Builder copy = Headers.builder();
        for (HttpField field : request.getHeaders()) {
            String value = field.getValue();
            copy.addLowerCase(field.getLowerCaseName(), value == null ? "" : value);
        }
        return copy.build();
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    /**
     * Path and query exactly as sent, whatever form the target had (RFC 9112 section 3.2): the authority of an absolute
     * form has no part in anything. Where there is no path, it is one that nothing matches.
     */
    @Override
    public String target() {
        String target = request.getHttpURI().getPathQuery();
        return target == null ? "#" : target;
    }

    @Override
    public Headers headers() {
        return headers;
    }

    @Override
    public String clientAddress() {
        return org.eclipse.jetty.server.Request.getRemoteAddr(request);
    }
}
