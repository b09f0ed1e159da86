package dev.yatagarasu.core.config;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/** What S3 settings may hold; each check returns what is wrong, if anything is, without quoting it. */
final class S3Rules {
    static final int MOST_CONNECTIONS = 10_000;

    private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,254}");
    private static final Pattern HOST_BUCKET = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?");
    private static final Pattern REGION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,62}");
    private static final Pattern ACCESS_KEY = Pattern.compile("[\\x21-\\x7e&&[^/,]]{1,256}");
    private static final Pattern SESSION_TOKEN = Pattern.compile("[\\x21-\\x7e]+");

    private S3Rules() {}

    static Optional<String> checkBucket(String bucket) {
        return unless(
                BUCKET.matcher(bucket).matches(),
                "must be a bucket's name of letters, digits, dots, dashes and underscores, the first one a letter or"
                        + " digit");
    }

    /** A bucket that is named in the host must be fit for one. */
    static Optional<String> checkHostStyle(String bucket, boolean pathStyle) {
        return unless(
                pathStyle || HOST_BUCKET.matcher(bucket).matches(),
                "cannot be part of a host name (63 lower-case letters, digits, dots and dashes at most): set"
                        + " path_style: true");
    }

    static Optional<String> checkRegion(String region) {
        return unless(
                REGION.matcher(region).matches(),
                "must be a region's name such as eu-central-1, of letters, digits, dashes and underscores");
    }

    static Optional<String> checkEndpoint(URI endpoint) {
        String scheme = String.valueOf(endpoint.getScheme());
        if (!scheme.equalsIgnoreCase("http") && !scheme.equalsIgnoreCase("https")) {
            return Optional.of("must start with http:// or https://, such as https://s3.example.com:9000");
        }
        if (endpoint.getRawUserInfo() != null
                || String.valueOf(endpoint.getRawAuthority()).contains("@")) {
            return Optional.of("must not hold a user or password: use access_key and secret_key");
        }
        if (endpoint.getHost() == null) {
            return Optional.of("must name a host of letters, digits, dots and dashes, such as"
                    + " https://s3.example.com:9000 (an underscore is not allowed in a host name)");
        }
        if (endpoint.getPort() == 0 || endpoint.getPort() > 65535) {
            return Optional.of("must name a port from 1 to 65535");
        }
        return unless(
                endpoint.getRawQuery() == null && endpoint.getRawFragment() == null,
                "must not have a query or fragment (? or #)");
    }

    static Optional<String> checkAccessKey(String accessKey) {
        return unless(
                ACCESS_KEY.matcher(accessKey).matches(),
                "must be 1 to 256 printable ASCII characters without spaces, slashes and commas");
    }

    static Optional<String> checkSessionToken(String token) {
        return unless(SESSION_TOKEN.matcher(token).matches(), "must be printable ASCII characters without spaces");
    }

    private static Optional<String> unless(boolean good, String problem) {
        return good ? Optional.empty() : Optional.of(problem);
    }
}
