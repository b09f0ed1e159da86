package dev.yatagarasu.core.internal.storage.s3;

import dev.yatagarasu.api.Secret;
import dev.yatagarasu.api.config.ConfigurationException;
import dev.yatagarasu.api.config.Problems;
import dev.yatagarasu.core.config.S3Credentials;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Turns what the configuration says about credentials into keys, once, at the start. */
final class AccessKeys {
    private static final String ACCESS_KEY = "AWS_ACCESS_KEY_ID";
    private static final String SECRET_KEY = "AWS_SECRET_ACCESS_KEY";
    private static final String SESSION_TOKEN = "AWS_SESSION_TOKEN";
    private static final Pattern PLAIN = Pattern.compile("[\\x21-\\x7e]+");
    private static final Pattern PLAIN_ID = Pattern.compile("[\\x21-\\x7e&&[^/,]]{1,256}");

    private AccessKeys() {}

    /** The keys to sign with; empty for unsigned requests. Throws {@link ConfigurationException} for unusable ones. */
    static Optional<S3Credentials.Static> of(S3Credentials credentials, Map<String, String> environment) {
        Problems problems = new Problems();
        Optional<S3Credentials.Static> keys = switch (credentials) {
            case S3Credentials.Static written -> {
                check(written.accessKey(), PLAIN_ID, "access_key", problems);
                check(written.secretKey().reveal(), PLAIN, "secret_key", problems);
                written.sessionToken().ifPresent(token -> check(token.reveal(), PLAIN, "session_token", problems));
                yield Optional.of(written);
            }
            case S3Credentials.Environment unused -> fromEnvironment(environment, problems);
            case S3Credentials.Anonymous unused -> Optional.empty();
        };
        problems.throwIfAny();
        return keys;
    }

    private static Optional<S3Credentials.Static> fromEnvironment(Map<String, String> environment, Problems problems) {
        String accessKey = required(environment, ACCESS_KEY, PLAIN_ID, problems);
        String secretKey = required(environment, SECRET_KEY, PLAIN, problems);
        Optional<String> token =
                Optional.ofNullable(environment.get(SESSION_TOKEN)).filter(value -> !value.isBlank());
        token.ifPresent(value -> check(value, PLAIN, SESSION_TOKEN, problems));
        return problems.isEmpty()
                ? Optional.of(new S3Credentials.Static(accessKey, Secret.of(secretKey), token.map(Secret::of)))
                : Optional.empty();
    }

    private static String required(Map<String, String> environment, String name, Pattern plain, Problems problems) {
        String value = environment.getOrDefault(name, "");
        if (value.isBlank()) {
            String missing =
                    "the environment variable " + name + " is not set; set it, or write access_key and secret_key";
            problems.add("credentials", 0, missing);
        } else {
            check(value, plain, name, problems);
        }
        return value;
    }

    private static void check(String value, Pattern plain, String name, Problems problems) {
        if (!plain.matcher(value).matches()) {
            problems.add(
                    "credentials",
                    0,
                    name + " holds what no key can: only printable ASCII is accepted, without blanks and line ends"
                            + " (nor / and , in an access key id); correct it");
        }
    }
}
