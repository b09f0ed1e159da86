package dev.yatagarasu.core.http;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The challenge of a 401 (RFC 9110 section 11.6.1, RFC 6750 section 3): the authentication scheme, and the realm in
 * which the credentials are valid.
 *
 * @param scheme the authentication scheme
 * @param realm the path below which the same credentials are valid, or another name that reveals nothing
 */
public record Challenge(String scheme, String realm) {
    /** RFC 9110 section 11.1. */
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

    /**
     * Where credentials are taken in a way for which HTTP has no scheme. A 401 must hold a challenge all the same, and this is
     * one that no client takes for another.
     */
    private static final String NO_SCHEME_OF_HTTP = "Yatagarasu";

    /** A challenge for a scheme; if it is missing or invalid, one for the scheme {@code Yatagarasu}. */
    public static Challenge of(Optional<String> scheme, String realm) {
        return new Challenge(
                scheme.filter(name -> SCHEME.matcher(name).matches()).orElse(NO_SCHEME_OF_HTTP), realm);
    }

    /** The {@code WWW-Authenticate} for an error, if it needs one. */
    public Optional<String> to(ErrorCode error) {
        return switch (error) {
            case UNAUTHORIZED -> Optional.of(challenge());
            case INVALID_TOKEN -> Optional.of(challenge() + ", error=\"invalid_token\"");
            default -> Optional.empty();
        };
    }

    private String challenge() {
        return scheme + " realm=\"" + quotable(realm) + '"';
    }

    /** Percent-encoded where it could not stand between quotation marks as it is. */
    private static String quotable(String text) {
        StringBuilder quotable = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = each > ' ' && each < 0x7f && each != '"' && each != '\\' && each != '%';
            quotable.append(plain ? String.valueOf((char) each) : String.format("%%%02X", each));
        }
        return quotable.toString();
    }
}
