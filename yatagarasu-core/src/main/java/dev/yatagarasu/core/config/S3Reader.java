package dev.yatagarasu.core.config;

import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.api.config.TrustedCertificates;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Reads a bucket's section {@code s3}. */
final class S3Reader {
    private static final String REGION_OF_OTHERS = "us-east-1";

    private S3Reader() {}

    /**
     * The settings. If any of them is wrong, these are such that nothing is wrong with them, with the credentials that the
     * section names: whether these are there can be found out all the same.
     *
     * @param isOneOfSeveral whether there are other replicas, so that by default it gets less time
     */
    static S3Config read(ConfigNode section, boolean isOneOfSeveral) {
        String bucket = section.requiredString("bucket");
        check(section, "bucket", bucket, S3Rules::checkBucket);
        Optional<URI> endpoint = endpoint(section);
        String region = region(section);
        S3Credentials credentials = CredentialsReader.read(section);
        boolean pathStyle = section.bool("path_style").orElse(section.has("endpoint"));
        S3Config.Builder settings =
                S3Config.builder(bucket, region).pathStyle(pathStyle).credentials(credentials);
        if (isOneOfSeveral) {
            settings.withReplicas();
        }
        endpoint.ifPresent(settings::endpoint);
        section.bool("fips").ifPresent(settings::fips);
        section.bool("dual_stack").ifPresent(settings::dualStack);
        readTransport(section, settings);
        settings.retry(ResilienceReader.retry(section.childOrEmpty("retry")));
        settings.circuitBreaker(ResilienceReader.circuitBreaker(section.childOrEmpty("circuit_breaker")));
        section.child("tls")
                .flatMap(tls -> TrustedCertificates.read(tls, "ca_certificate"))
                .ifPresent(settings::caCertificate);
        S3Config config = settings.build();
        checkTogether(section, config);
        return section.isSound() ? config : standIn(credentials);
    }

    private static void checkTogether(ConfigNode section, S3Config config) {
        BiConsumer<String, String> report = (key, problem) -> section.problem(key, problem, section.paths("endpoint"));
        S3Rules.checkTogether(config, keys -> section.isSound(keys.toArray(String[]::new)), report);
        if (section.has("tls") && section.isSound("endpoint")) {
            S3Rules.checkTls(config).ifPresent(problem -> report.accept("tls", problem));
        }
    }

    private static S3Config standIn(S3Credentials credentials) {
        return S3Config.builder("unread", REGION_OF_OTHERS)
                .pathStyle(true)
                .credentials(credentials)
                .build();
    }

    private static void readTransport(ConfigNode section, S3Config.Builder settings) {
        section.positiveDuration("timeout", Timeouts.LONGEST).ifPresent(settings::timeout);
        section.positiveDuration("connect_timeout", Timeouts.LONGEST).ifPresent(settings::connectTimeout);
        section.positiveDuration("idle_timeout", Timeouts.LONGEST).ifPresent(settings::idleTimeout);
        section.integer("max_connections", 1, S3Rules.MOST_CONNECTIONS).ifPresent(settings::maxConnections);
        section.oneOf("storage_encoding", StorageEncoding.class).ifPresent(settings::storageEncoding);
        section.positiveDuration("connection_max_age", Timeouts.LONGEST).ifPresent(settings::connectionMaxAge);
    }

    private static String region(ConfigNode section) {
        if (section.has("region")) {
            String region = section.requiredString("region");
            check(section, "region", region, S3Rules::checkRegion);
            return region;
        }
        boolean needed = !section.has("endpoint");
        if (section.string("region").isEmpty() && needed) {
            section.problem(
                    "region",
                    "is missing: name the bucket's region, such as eu-central-1 (only with an endpoint may it be left"
                            + " out)",
                    section.paths("endpoint"));
        }
        return REGION_OF_OTHERS;
    }

    private static Optional<URI> endpoint(ConfigNode section) {
        return section.string("endpoint").flatMap(text -> {
            try {
                URI endpoint = new URI(text);
                S3Rules.checkEndpoint(endpoint).ifPresent(problem -> section.problem("endpoint", problem));
                return Optional.of(endpoint);
            } catch (URISyntaxException e) {
                section.problem("endpoint", "is no URL; write it like https://s3.example.com:9000");
                return Optional.empty();
            }
        });
    }

    private static void check(ConfigNode section, String key, String text, Function<String, Optional<String>> rule) {
        if (!text.isBlank()) {
            rule.apply(text).ifPresent(problem -> section.problem(key, problem + ", found " + section.describe(key)));
        }
    }
}
