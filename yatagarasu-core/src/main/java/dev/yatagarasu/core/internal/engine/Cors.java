package dev.yatagarasu.core.internal.engine;

import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.core.config.CorsConfig;
import java.util.Optional;

/** Adds the header fields of the CORS protocol (Fetch standard, section 3.3) for one bucket. */
final class Cors {
    private final CorsConfig config;
    private final boolean anyOrigin;
    private final String allowHeaders;
    private final String exposeHeaders;
    private final String maxAge;

    Cors(CorsConfig config) {
        this.config = config;
        this.anyOrigin = config.allowOrigins().contains("*");
        this.allowHeaders = String.join(", ", config.allowHeaders());
        this.exposeHeaders = String.join(", ", config.exposeHeaders());
        this.maxAge = Long.toString(config.maxAge().toSeconds());
    }

    /** Adds what every answer to this request carries. */
    void addTo(Headers.Builder answer, Headers request) {
        if (!anyOrigin) {
            answer.addLowerCase("vary", "origin");
        }
        allowedOrigin(request).ifPresent(origin -> {
            addAllow(answer, origin);
            answer.addLowerCase("access-control-expose-headers", exposeHeaders);
        });
    }

    /** Adds what the answer to a preflight carries; nothing if the page may not ask. */
    void addPreflightTo(Headers.Builder answer, Headers request) {
        if (request.contains("access-control-request-method")
                && allowedOrigin(request).isPresent()) {
            answer.addLowerCase("access-control-allow-methods", "GET, HEAD");
            answer.addLowerCase("access-control-allow-headers", allowHeaders);
            answer.addLowerCase("access-control-max-age", maxAge);
        }
    }

    private void addAllow(Headers.Builder answer, String origin) {
        answer.addLowerCase("access-control-allow-origin", anyOrigin ? "*" : origin);
        if (config.allowCredentials()) {
            answer.addLowerCase("access-control-allow-credentials", "true");
        }
    }

    private Optional<String> allowedOrigin(Headers request) {
        return request.first("origin")
                .filter(origin -> anyOrigin || config.allowOrigins().contains(origin));
    }
}
