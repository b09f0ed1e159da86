package dev.yatagarasu.auth.http;

import dev.yatagarasu.api.Reason;
import dev.yatagarasu.api.YatagarasuException;
import dev.yatagarasu.api.config.TrustedCertificates;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/**
 * Whom requests go to.
 *
 * @param scheme {@code http} or {@code https}
 * @param host the host, IPv6 addresses in brackets
 * @param port the port, or -1 for the scheme's own
 * @param basePath the path below which the service answers; empty or without a slash at its end
 */
record Target(String scheme, String host, int port, String basePath) {
    private static final int MAX_TEXT = 200;

    static Target of(URI url) {
        String path = url.getRawPath();
        String authority = url.getRawAuthority();
        int colon = authority.lastIndexOf(':');
        boolean named = colon > authority.lastIndexOf(']');
        return new Target(
                url.getScheme().toLowerCase(Locale.ROOT),
                named ? authority.substring(0, colon) : authority,
                named ? Integer.parseInt(authority.substring(colon + 1)) : -1,
                path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
    }

    private boolean isSecure() {
        return scheme.equals("https");
    }

    /** Opens connections to it. */
    Connector connector(Optional<Path> authorities, Executor executor) {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        int number = port >= 0 ? port : isSecure() ? 443 : 80;
        Optional<SSLSocketFactory> tls = isSecure() ? Optional.of(tls(authorities)) : Optional.empty();
        return new Connector(bare, number, tls, new HostLookup(bare, executor));
    }

    private static SSLSocketFactory tls(Optional<Path> authorities) {
        try {
            SSLContext context = authorities.isPresent()
                    ? TrustedCertificates.forClient(authorities.get())
                    : SSLContext.getDefault();
            return context.getSocketFactory();
        } catch (IOException | GeneralSecurityException e) {
            throw new YatagarasuException("the authorities to trust cannot be read: " + e.getMessage(), e);
        }
    }

    /** The request as it goes out. */
    ClassicHttpRequest request(JsonRequest asked) {
        ClassicHttpRequest request = new BasicClassicHttpRequest("POST", basePath + asked.path());
        HttpEntity body = new ByteArrayEntity(asked.body(), null);
        request.setHeader(HttpHeaders.HOST, authority());
        request.setHeader(HttpHeaders.ACCEPT, "application/json");
        request.setHeader(HttpHeaders.ACCEPT_ENCODING, "identity");
        asked.bearer().ifPresent(token -> request.setHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token.reveal()));
        request.setHeader(HttpHeaders.CONTENT_TYPE, asked.contentType());
        request.setHeader(HttpHeaders.CONTENT_LENGTH, body.getContentLength());
        request.setEntity(body);
        return request;
    }

    private String authority() {
        return port < 0 ? host : host + ":" + port;
    }

    /** Says what went wrong, in a way an operator can act on. */
    YatagarasuException failure(Exception e) {
        if (e instanceof BadAnswerException || e instanceof NoAnswerException) {
            return new YatagarasuException(this + ": " + e.getMessage(), e);
        }
        String what = Reason.of(e);
        String cut = what.length() > MAX_TEXT ? what.substring(0, MAX_TEXT) + "..." : what;
        return new YatagarasuException(
                "no answer from " + this + " (" + cut.replaceAll("[^\\x20-\\x7e]", "?")
                        + "); is the address right, and is it up?",
                e);
    }

    @Override
    public String toString() {
        return scheme + "://" + authority();
    }
}
