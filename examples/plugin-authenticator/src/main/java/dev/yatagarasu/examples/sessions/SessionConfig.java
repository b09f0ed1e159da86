package dev.yatagarasu.examples.sessions;

import dev.yatagarasu.api.Secret;
import dev.yatagarasu.api.config.ConfigNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The settings, which stand in {@code auth.session_cookie}.
 *
 * @param cookie the name of the cookie
 * @param keys what cookies may be signed with: the key in use, and the one before it while its last cookies are good
 */
record SessionConfig(String cookie, List<Secret> keys) {
    private static final String DEFAULT_COOKIE = "session";
    private static final String COOKIE = "cookie";
    private static final String KEY = "key";
    private static final String PREVIOUS_KEY = "previous_key";
    /** As long as what HMAC-SHA256 makes (RFC 2104 section 3). */
    private static final int SHORTEST_KEY = 32;
    /** A token (RFC 6265 section 4.1.1). */
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    SessionConfig {
        keys = List.copyOf(keys);
    }

    /**
     * Reads the settings. What is wrong with them is noted in the node, not thrown, so that people see all problems of their
     * file at once; the server throws away what was made then.
     */
    static SessionConfig read(ConfigNode settings) {
        String cookie = settings.string(COOKIE).orElse(DEFAULT_COOKIE);
        if (!NAME.matcher(cookie).matches()) {
            settings.problem(COOKIE, "must be the name of a cookie, such as session");
        }
        if (!settings.has(KEY)) {
            settings.problem(
                    KEY, "is missing: the key that the application signs with, such as file:/run/secrets/session");
        }
        List<Secret> keys = new ArrayList<>();
        key(settings, KEY).ifPresent(keys::add);
        key(settings, PREVIOUS_KEY).ifPresent(keys::add);
        return new SessionConfig(cookie, keys);
    }

    private static Optional<Secret> key(ConfigNode settings, String name) {
        Optional<Secret> key = settings.secret(name);
        if (key.isPresent() && key.get().reveal().getBytes(StandardCharsets.UTF_8).length < SHORTEST_KEY) {
            settings.problem(name, "must have " + SHORTEST_KEY + " bytes or more: openssl rand -base64 48 makes one");
        }
        return key;
    }
}
