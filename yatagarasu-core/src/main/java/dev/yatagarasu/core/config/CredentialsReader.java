package dev.yatagarasu.core.config;

import dev.yatagarasu.api.Secret;
import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.core.config.S3Credentials.Anonymous;
import dev.yatagarasu.core.config.S3Credentials.Environment;
import dev.yatagarasu.core.config.S3Credentials.Static;
import java.util.List;
import java.util.Optional;

/**
 * Reads with whose credentials requests to S3 are signed. Nothing is implied: what says neither keys nor where else they
 * are is refused.
 */
final class CredentialsReader {
    private static final List<String> KEYS = List.of("access_key", "secret_key", "session_token");

    private enum Kind {
        STATIC,
        ENVIRONMENT,
        ANONYMOUS
    }

    private CredentialsReader() {}

    /** The credentials; any at all where a problem has been noted. */
    static S3Credentials read(ConfigNode section) {
        Optional<Kind> kind = section.oneOf("credentials", Kind.class);
        Optional<Static> keys = keys(section, kind.filter(Kind.STATIC::equals).isPresent());
        List<String> present = KEYS.stream().filter(section::has).toList();
        if (kind.isPresent() && kind.get() != Kind.STATIC && !present.isEmpty()) {
            section.problem(
                    "credentials",
                    "is " + section.describe("credentials") + ", but " + String.join(", ", present)
                            + " would then not be used: remove them, or say static");
        }
        if (!section.has("credentials") && present.isEmpty()) {
            section.lacks(
                    "names no credentials: add access_key and secret_key, or credentials: environment (for"
                            + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY), or credentials: anonymous for a public"
                            + " bucket",
                    "credentials",
                    "access_key",
                    "secret_key");
        }
        return kind.orElse(Kind.STATIC) == Kind.ENVIRONMENT
                ? new Environment()
                : keys.<S3Credentials>map(found -> found).orElseGet(Anonymous::new);
    }

    private static Optional<Static> keys(ConfigNode section, boolean wanted) {
        Optional<String> accessKey = section.secret("access_key").map(Secret::reveal);
        Optional<Secret> secretKey = section.secret("secret_key");
        Optional<Secret> sessionToken = section.secret("session_token");
        accessKey.flatMap(S3Rules::checkAccessKey).ifPresent(problem -> section.problem("access_key", problem));
        check(section, "secret_key", secretKey);
        check(section, "session_token", sessionToken);
        if (wanted || KEYS.stream().anyMatch(section::has)) {
            require(section, "access_key");
            require(section, "secret_key");
        }
        return accessKey.isPresent() && secretKey.isPresent() && section.isSound(KEYS.toArray(String[]::new))
                ? Optional.of(new Static(accessKey.get(), secretKey.get(), sessionToken))
                : Optional.empty();
    }

    private static void check(ConfigNode section, String key, Optional<Secret> secret) {
        secret.map(Secret::reveal).flatMap(S3Rules::checkSecret).ifPresent(problem -> section.problem(key, problem));
    }

    private static void require(ConfigNode section, String key) {
        if (!section.has(key)) {
            section.problem(key, "is missing: access_key and secret_key belong together");
        }
    }
}
