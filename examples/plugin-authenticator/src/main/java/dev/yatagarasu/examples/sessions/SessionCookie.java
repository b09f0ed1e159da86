package dev.yatagarasu.examples.sessions;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A cookie as the application writes it, {@code user.expiry.signature}: the name of the user as UTF-8 in base64url, the second
 * since 1970 at which the session ends, and what HMAC-SHA256 makes of the text before the second dot, in base64url. Nothing of it
 * is verified yet.
 *
 * @param user the name, in base64url
 * @param end when the session ends
 * @param signed the text that is signed
 * @param signature the signature, in base64url
 */
record SessionCookie(String user, Instant end, String signed, String signature) {
    private static final int LONGEST = 1024;
    private static final Pattern FORM = Pattern.compile(
            "(?<signed>(?<user>[A-Za-z0-9_-]+)\\.(?<end>[0-9]{1,11}))\\.(?<signature>[A-Za-z0-9_-]{43})");

    /** Takes a value apart; empty if it has another form. */
    static Optional<SessionCookie> parse(String value) {
        Matcher parts = FORM.matcher(value);
        if (value.length() > LONGEST || !parts.matches()) {
            return Optional.empty();
        }
        Instant end = Instant.ofEpochSecond(Long.parseLong(parts.group("end")));
        return Optional.of(
                new SessionCookie(parts.group("user"), end, parts.group("signed"), parts.group("signature")));
    }

    /** The name of the user; empty if it is no text, or blank. */
    Optional<String> name() {
        try {
            ByteBuffer utf8 = ByteBuffer.wrap(Base64.getUrlDecoder().decode(user));
            String name = StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
            return Optional.of(name).filter(text -> !text.isBlank());
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Without the signature, which is a credential. */
    @Override
    public String toString() {
        return "SessionCookie[end=" + end + "]";
    }
}
