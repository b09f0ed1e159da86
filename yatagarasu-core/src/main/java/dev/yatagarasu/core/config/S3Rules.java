package dev.yatagarasu.core.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What S3 settings may hold; each check returns what is wrong, if anything is, without quoting it. */
final class S3Rules {
    static final int MOST_CONNECTIONS = 10_000;

    private static final String DIRECTORY_BUCKET = "--x-s3";
    private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,254}");
    private static final Pattern HOST_BUCKET = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?");
    private static final Pattern REGION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,62}");
    private static final Pattern AUTHORITY =
            Pattern.compile("(?<host>\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(:(?<port>[0-9]{0,5}))?");
    private static final Pattern ADDRESS = Pattern.compile("(\\[.*]|[0-9.]+)(:[0-9]*)?");
    private static final Pattern ACCESS_KEY = Pattern.compile("[\\x21-\\x7e&&[^/,]]{1,256}");
    private static final Pattern SECRET = Pattern.compile("[\\x21-\\x7e]+");

    private S3Rules() {}

    /** Tells {@code report} the key and the problem of every setting that is wrong. */
    static void check(S3Config config, BiConsumer<String, String> report) {
        checkBucket(config.bucket()).ifPresent(problem -> report.accept("bucket", problem));
        checkRegion(config.region()).ifPresent(problem -> report.accept("region", problem));
        config.endpoint().flatMap(S3Rules::checkEndpoint).ifPresent(problem -> report.accept("endpoint", problem));
        checkTogether(config, keys -> true, report);
        if (config.caCertificate().isPresent()) {
            checkTls(config).ifPresent(problem -> report.accept("tls", problem));
        }
        checkTimeout(config.connectTimeout()).ifPresent(problem -> report.accept("connect_timeout", problem));
        checkTimeout(config.timeout()).ifPresent(problem -> report.accept("timeout", problem));
        checkTimeout(config.idleTimeout()).ifPresent(problem -> report.accept("idle_timeout", problem));
        checkTimeout(config.connectionMaxAge()).ifPresent(problem -> report.accept("connection_max_age", problem));
        if (config.maxConnections() < 1 || config.maxConnections() > MOST_CONNECTIONS) {
            report.accept("max_connections", "must be 1 to " + MOST_CONNECTIONS);
        }
    }

    /**
     * The same for what only several settings together can be wrong about.
     *
     * @param areGood whether nothing is wrong with each of these settings: only then what depends on them is judged
     */
    static void checkTogether(S3Config config, Predicate<List<String>> areGood, BiConsumer<String, String> report) {
        if (!config.pathStyle() && areGood.test(List.of("bucket", "endpoint", "path_style"))) {
            checkHostStyle(config.bucket(), config.endpoint())
                    .ifPresent(problem -> report.accept("path_style", problem));
        }
        if (!areGood.test(List.of("endpoint"))) {
            return;
        }
        if (areGood.test(List.of("bucket")) && isOfAws(config)) {
            checkKind(config.bucket()).ifPresent(problem -> report.accept("bucket", problem));
        }
        if (config.endpoint().isPresent()) {
            checkVariant(config, report);
        } else if (areGood.test(List.of("region"))) {
            checkAwsRegion(config).ifPresent(problem -> report.accept("region", problem));
        }
        if (config.fips() && AwsPartition.of(config.region()).equals(Optional.of(AwsPartition.CHINA))) {
            report.accept("fips", "must be false: there are no such endpoints in China");
        }
    }

    /** Whom to trust matters only where a connection is encrypted. */
    static Optional<String> checkTls(S3Config config) {
        boolean encrypted = config.endpoint()
                .map(URI::getScheme)
                .map("https"::equalsIgnoreCase)
                .orElse(true);
        return Check.that(encrypted, "needs an endpoint that starts with https://");
    }

    private static boolean isOfAws(S3Config config) {
        return config.endpoint().isEmpty()
                || config.endpoint()
                        .map(URI::getHost)
                        .filter(AwsPartition::isHost)
                        .isPresent();
    }

    private static void checkVariant(S3Config config, BiConsumer<String, String> report) {
        String problem = "chooses among the endpoints of AWS: remove it, or endpoint";
        if (config.fips()) {
            report.accept("fips", problem);
        }
        if (config.dualStack()) {
            report.accept("dual_stack", problem);
        }
    }

    private static Optional<String> checkKind(String bucket) {
        return Check.that(
                !bucket.endsWith(DIRECTORY_BUCKET),
                "is a directory bucket (S3 Express One Zone), which is asked in another way: name a general purpose bucket");
    }

    private static Optional<String> checkAwsRegion(S3Config config) {
        return Check.that(
                AwsPartition.of(config.region()).isPresent(),
                "is no region of AWS, whose names are like eu-central-1: name the bucket's, or set endpoint to the URL of"
                        + " the storage that it belongs to");
    }

    static Optional<String> checkBucket(String bucket) {
        return Check.that(
                BUCKET.matcher(bucket).matches(),
                "must be a bucket's name of letters, digits, dots, dashes and underscores, the first one a letter or"
                        + " digit");
    }

    /** A bucket that is named in the host must be fit for one, and the host must be able to carry it. */
    static Optional<String> checkHostStyle(String bucket, Optional<URI> endpoint) {
        if (!HOST_BUCKET.matcher(bucket).matches()) {
            return Optional.of("must be true: the bucket's name cannot be part of a host name (63 lower-case letters,"
                    + " digits, dots and dashes at most)");
        }
        if (endpoint.filter(uri -> ADDRESS.matcher(authority(uri)).matches()).isPresent()) {
            return Optional.of("must be true: the endpoint is an IP address, which cannot carry the bucket's name");
        }
        boolean secured =
                endpoint.isEmpty() || "https".equalsIgnoreCase(endpoint.get().getScheme());
        return Check.that(
                !secured || !bucket.contains("."),
                "must be true: the bucket's name has a dot, and no wildcard certificate covers such a host");
    }

    static Optional<String> checkRegion(String region) {
        return Check.that(
                REGION.matcher(region).matches(),
                "must be a region's name such as eu-central-1, of letters, digits, dashes and underscores");
    }

    static Optional<String> checkEndpoint(URI endpoint) {
        if (!"http".equalsIgnoreCase(endpoint.getScheme()) && !"https".equalsIgnoreCase(endpoint.getScheme())) {
            return Optional.of("must start with http:// or https://, such as https://s3.example.com:9000");
        }
        if (authority(endpoint).contains("@")) {
            return Optional.of("must not hold a user or password: use access_key and secret_key");
        }
        Matcher parts = AUTHORITY.matcher(authority(endpoint));
        if (!parts.matches()) {
            return Optional.of(
                    "must name a host, and a port from 1 to 65535 if any, such as" + " https://s3.example.com:9000");
        }
        String port = Optional.ofNullable(parts.group("port")).orElse("");
        if (!port.isEmpty() && (Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65535)) {
            return Optional.of("must name a port from 1 to 65535");
        }
        return Check.that(
                endpoint.getRawQuery() == null && endpoint.getRawFragment() == null,
                "must not have a query or fragment (? or #)");
    }

    private static String authority(URI endpoint) {
        return Optional.ofNullable(endpoint.getRawAuthority()).orElse("");
    }

    private static Optional<String> checkTimeout(Duration timeout) {
        return Check.that(Timeouts.isUsable(timeout), "must be longer than nothing and at most a day");
    }

    static Optional<String> checkAccessKey(String accessKey) {
        return Check.that(
                ACCESS_KEY.matcher(accessKey).matches(),
                "must be 1 to 256 printable ASCII characters without spaces, slashes and commas");
    }

    /** Checks a secret access key or a session token. */
    static Optional<String> checkSecret(String secret) {
        return Check.that(SECRET.matcher(secret).matches(), "must be printable ASCII characters without spaces");
    }
}
