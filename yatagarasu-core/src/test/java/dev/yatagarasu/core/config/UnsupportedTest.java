package dev.yatagarasu.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What later versions will do is refused now, each with one problem that says so. */
class UnsupportedTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        server.tls                 | { certificate: cert.pem, private_key: key.pem }
        server.tls                 |
        audit                      | { file: { path: a.log } }
        buckets.0.s3.replicas      | []
        buckets.0.s3.circuit_breaker | { timeout: 30s }
        buckets.0.s3.retry         | { max_attempts: 3 }
        """)
    void parse_plannedSection_isRefused(String path, String value) {
        assertThat(Yaml.minimal().set(path, value == null ? "" : value).problems())
                .containsExactly(path.replace("buckets.0", "buckets[0]")
                        + ": is something this version cannot do yet: remove it");
    }

    @Test
    void parse_s3AsStorageType_refusesTheSame() {
        Yaml yaml = Yaml.minimal()
                .remove("buckets.0.s3")
                .set("buckets.0.storage.type", "s3")
                .set("buckets.0.storage.bucket", "b")
                .set("buckets.0.storage.region", "eu-central-1")
                .set("buckets.0.storage.credentials", "anonymous")
                .set("buckets.0.storage.retry", "{}");
        assertThat(yaml.problems())
                .containsExactly("buckets[0].storage.retry: is something this version cannot do yet: remove it");
    }
}
