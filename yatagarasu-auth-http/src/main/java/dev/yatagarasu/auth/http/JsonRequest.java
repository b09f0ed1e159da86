package dev.yatagarasu.auth.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.yatagarasu.api.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A question to a policy service: a POST that changes nothing there, so that it may be sent again. Immutable; prints
 * neither its body nor its token.
 */
public final class JsonRequest {
    private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9/._~!$&'()*+,;=:@%-]*");

    private final String path;
    private final String contentType;
    private final byte[] body;
    private final Optional<Secret> bearer;

    private JsonRequest(String path, String contentType, byte[] body, Optional<Secret> bearer) {
        if (!PATH.matcher(path).matches()) {
            throw new IllegalArgumentException("not a path that starts with a slash and is percent-encoded: " + path);
        }
        this.path = path;
        this.contentType = contentType;
        this.body = body;
        this.bearer = bearer;
    }

    /** A question in JSON; {@code path} is below the endpoint's url, starts with a slash and is percent-encoded. */
    public static JsonRequest json(String path, JsonNode body) {
        return new JsonRequest(path, "application/json", StrictJson.write(body), Optional.empty());
    }

    /** A question in the form that token endpoints want (RFC 6749 section 4.4.2). */
    public static JsonRequest form(String path, Map<String, Secret> fields) {
        String form = fields.entrySet().stream()
                .map(field ->
                        encode(field.getKey()) + "=" + encode(field.getValue().reveal()))
                .collect(Collectors.joining("&"));
        return new JsonRequest(
                path, "application/x-www-form-urlencoded", form.getBytes(StandardCharsets.US_ASCII), Optional.empty());
    }

    /** The same with a bearer token (RFC 6750), which must be {@linkplain EndpointReader#token fit for one}. */
    public JsonRequest withBearer(Secret token) {
        if (!EndpointRules.isToken(token)) {
            throw new IllegalArgumentException("a token must be printable ASCII characters without spaces");
        }
        return new JsonRequest(path, contentType, body, Optional.of(token));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    String path() {
        return path;
    }

    String contentType() {
        return contentType;
    }

    /** Not to be changed. */
    byte[] body() {
        return body;
    }

    Optional<Secret> bearer() {
        return bearer;
    }

    @Override
    public String toString() {
        return "JsonRequest[" + path + ", " + body.length + " bytes]";
    }
}
