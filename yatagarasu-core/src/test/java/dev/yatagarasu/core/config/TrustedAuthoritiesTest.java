package dev.yatagarasu.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The files with authorities that sections name. */
class TrustedAuthoritiesTest {
    private static final String AUTHORITY = "src/test/resources/authority.pem";

    private static Yaml withKeySet(String url) {
        return Yaml.minimal().set("jwt.algorithm", "RS256").set("jwt.jwks_url", url);
    }

    @Test
    void parse_fileWithoutCertificates_isNoted() {
        assertThat(Yaml.minimal()
                        .set("buckets.0.s3.tls.ca_certificate", "nowhere.pem")
                        .problems())
                .containsExactly(
                        "buckets[0].s3.tls.ca_certificate: must be a file with certificates in PEM form: there is"
                                + " no such file");
        assertThat(withKeySet("https://login.example")
                        .set("jwt.jwks_tls.ca_certificate", "src/test/resources")
                        .problems())
                .containsExactly("jwt.jwks_tls.ca_certificate: must be a file with certificates in PEM form: it is a"
                        + " directory");
    }

    @Test
    void parse_authorityForAPlainAddress_isNoted() {
        assertThat(Yaml.minimal()
                        .set("buckets.0.s3.endpoint", "http://minio.example")
                        .set("buckets.0.s3.tls.ca_certificate", AUTHORITY)
                        .problems())
                .containsExactly("buckets[0].s3.tls: needs an endpoint that starts with https://");
        assertThat(withKeySet("http://login.example")
                        .set("jwt.jwks_tls.ca_certificate", AUTHORITY)
                        .problems())
                .containsExactly("jwt.jwks_tls: needs a jwks_url that starts with https://");
    }

    @Test
    void parse_authorityWithoutAKeySet_isNoted() {
        assertThat(Yaml.minimal()
                        .set("jwt", "{ algorithm: HS256, secret: a-secret-of-more-than-256-bits-for-tests-only }")
                        .problems())
                .isEqualTo(List.of());
        assertThat(Yaml.minimal()
                        .set("jwt.algorithm", "HS256")
                        .set("jwt.secret", "a-secret-of-more-than-256-bits-for-tests-only")
                        .set("jwt.jwks_tls.ca_certificate", AUTHORITY)
                        .problems())
                .containsExactly("jwt.jwks_tls: is of no use without jwks_url: add that, or remove this");
    }
}
