package dev.yatagarasu.core.storage.s3;

import dev.yatagarasu.api.Secret;
import dev.yatagarasu.api.config.ConfigurationException;
import dev.yatagarasu.api.config.Problem;
import dev.yatagarasu.core.config.S3Credentials;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns what the configuration says about credentials into keys, once, at the start. */
final class AccessKeys {
    private static final String ACCESS_KEY = "AWS_ACCESS_KEY_ID";
    private static final String SECRET_KEY = "AWS_SECRET_ACCESS_KEY";
    private static final String SESSION_TOKEN = "AWS_SESSION_TOKEN";

    private AccessKeys() {}

    /** The keys to sign with; empty for unsigned requests. Throws {@link ConfigurationException} for unusable ones. */
    static Optional<S3Credentials.Static> of(S3Credentials credentials, Map<String, String> environment) {
        return switch (credentials) {
            case S3Credentials.Static keys -> {
                check(keys, "s3.access_key", "s3.secret_key", "s3.session_token");
                yield Optional.of(keys);
            }
            case S3Credentials.Environment unused -> Optional.of(fromEnvironment(environment));
            case S3Credentials.Anonymous unused -> Optional.empty();
        };
    }

    private static S3Credentials.Static fromEnvironment(Map<String, String> environment) {
        List<Problem> missing = new ArrayList<>();
        for (String name : List.of(ACCESS_KEY, SECRET_KEY)) {
            if (environment.getOrDefault(name, "").isBlank()) {
                missing.add(new Problem(
                        "s3.credentials",
                        0,
                        "the environment variable " + name
                                + " is not set; set it, or write access_key and secret_key"));
            }
        }
        if (!missing.isEmpty()) {
            throw new ConfigurationException(missing);
        }
        S3Credentials.Static keys = new S3Credentials.Static(
                environment.getOrDefault(ACCESS_KEY, ""),
                Secret.of(environment.getOrDefault(SECRET_KEY, "")),
                Optional.of(environment.getOrDefault(SESSION_TOKEN, ""))
                        .filter(token -> !token.isBlank())
                        .map(Secret::of));
        check(keys, ACCESS_KEY, SECRET_KEY, SESSION_TOKEN);
        return keys;
    }

    private static void check(S3Credentials.Static keys, String accessKey, String secretKey, String sessionToken) {
        check(keys.accessKey(), accessKey);
        check(keys.secretKey().reveal(), secretKey);
        keys.sessionToken().ifPresent(token -> check(token.reveal(), sessionToken));
    }

    private static void check(String value, String name) {
        if (value.isEmpty() || !value.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new ConfigurationException(
                    "s3.credentials",
                    name + " is empty or has a blank, a line end or a character that is not ASCII in it; correct it");
        }
    }
}
