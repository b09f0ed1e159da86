package dev.yatagarasu.auth.openfga;

import com.fasterxml.jackson.databind.JsonNode;
import dev.yatagarasu.api.Secret;
import dev.yatagarasu.api.YatagarasuException;
import dev.yatagarasu.api.plugin.ComponentContext;
import dev.yatagarasu.auth.http.EndpointConfig;
import dev.yatagarasu.auth.http.JsonAnswer;
import dev.yatagarasu.auth.http.JsonEndpoint;
import dev.yatagarasu.auth.http.JsonRequest;
import dev.yatagarasu.auth.openfga.OpenFgaConfig.ClientCredentials;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Asks an identity provider for a token by client credentials (RFC 6749 section 4.4). */
final class TokenEndpoint implements AutoCloseable {
    /** What is taken for the lifetime of a token that does not tell it. A refused token is given up sooner. */
    private static final Duration UNTOLD_LIFETIME = Duration.ofMinutes(5);

    private static final long LONGEST_LIFETIME_SECONDS = Duration.ofDays(30).toSeconds();
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7E]{1,16384}");

    private final URI url;
    private final JsonEndpoint endpoint;
    private final JsonRequest request;
    private final Clock clock;

    TokenEndpoint(ClientCredentials credentials, ComponentContext context) {
        this.url = credentials.endpoint().url();
        this.endpoint = new JsonEndpoint(origin(credentials.endpoint()), context);
        this.request = JsonRequest.form(url.getRawPath().isEmpty() ? "/" : url.getRawPath(), form(credentials));
        this.clock = context.clock();
    }

    private static EndpointConfig origin(EndpointConfig named) {
        URI origin = URI.create(named.url().getScheme() + "://" + named.url().getRawAuthority());
        return new EndpointConfig(origin, named.timeout(), named.maxConnections(), named.caCertificate());
    }

    private static Map<String, Secret> form(ClientCredentials credentials) {
        Map<String, Secret> form = new LinkedHashMap<>();
        form.put("grant_type", Secret.of("client_credentials"));
        form.put("client_id", Secret.of(credentials.clientId()));
        form.put("client_secret", credentials.clientSecret());
        credentials.audience().ifPresent(audience -> form.put("audience", Secret.of(audience)));
        if (!credentials.scopes().isEmpty()) {
            form.put("scope", Secret.of(String.join(" ", credentials.scopes())));
        }
        return form;
    }

    /** Fetches a token. */
    IssuedToken fetch() {
        Instant asked = clock.instant();
        JsonAnswer answer = endpoint.send(request);
        if (!answer.isSuccess()) {
            throw new YatagarasuException("the token endpoint " + url + " answered " + answer.status()
                    + "; check client_credentials: token_url, client_id, client_secret, audience, scopes");
        }
        return IssuedToken.of(token(answer.body()), asked, lifetime(answer.body()));
    }

    private Secret token(JsonNode body) {
        String token = body.path("access_token").textValue();
        boolean bearer = "bearer".equalsIgnoreCase(body.path("token_type").textValue());
        if (!bearer || token == null || !TOKEN.matcher(token).matches()) {
            throw notUnderstood();
        }
        return Secret.of(token);
    }

    private Duration lifetime(JsonNode body) {
        JsonNode seconds = body.path("expires_in");
        if (seconds.isMissingNode()) {
            return UNTOLD_LIFETIME;
        }
        if (!seconds.isIntegralNumber() || !seconds.canConvertToLong() || seconds.longValue() < 1) {
            throw notUnderstood();
        }
        return Duration.ofSeconds(Math.min(seconds.longValue(), LONGEST_LIFETIME_SECONDS));
    }

    private YatagarasuException notUnderstood() {
        return new YatagarasuException(
                "the token endpoint " + url + " sent no bearer token (RFC 6749 section 5.1); check token_url");
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
