package dev.yatagarasu.core.internal.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.api.config.ConfigurationException;
import dev.yatagarasu.core.config.S3Config;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3EndpointTest {

    @ParameterizedTest
    @CsvSource({
        "https://s3.example.com, true, https://s3.example.com:443, s3.example.com, /b/",
        "https://s3.example.com/, true, https://s3.example.com:443, s3.example.com, /b/",
        "https://s3.example.com:443, true, https://s3.example.com:443, s3.example.com, /b/",
        "http://s3.example.com:80//, true, http://s3.example.com:80, s3.example.com, /b/",
        "http://s3.example.com:443, true, http://s3.example.com:443, s3.example.com:443, /b/",
        "https://S3.Example.COM:9000, false, https://b.s3.example.com:9000, b.s3.example.com:9000, /",
        "http://[::1]:9000/, true, http://::1:9000, [::1]:9000, /b/",
        "http://[2001:DB8::1], true, http://2001:db8::1:80, [2001:db8::1], /b/",
        "http://my_minio:9000/base/, true, http://my_minio:9000, my_minio:9000, /base/b/",
        "http://localhost:9000/base/x, false, http://b.localhost:9000, b.localhost:9000, /base/x/",
        "http://h/a%20b, true, http://h:80, h, /a%20b/b/",
        "http://h:, true, http://h:80, h, /b/",
    })
    void of_endpoint_isReadInItsParts(String endpoint, boolean pathStyle, String target, String host, String path) {
        S3Endpoint parsed = S3Endpoint.of(config("b", "r", endpoint, pathStyle));
        assertThat(parsed.target().getSchemeName() + "://" + parsed.target().getHostName() + ":"
                        + parsed.target().getPort())
                .isEqualTo(target);
        assertThat(parsed.hostHeader()).isEqualTo(host);
        assertThat(parsed.pathPrefix()).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource({
        "eu-central-1, false, bucket.s3.eu-central-1.amazonaws.com, /",
        "eu-central-1, true, s3.eu-central-1.amazonaws.com, /bucket/",
        "cn-north-1, false, bucket.s3.cn-north-1.amazonaws.com.cn, /",
    })
    void of_noEndpoint_isAws(String region, boolean pathStyle, String host, String path) {
        S3Endpoint endpoint = S3Endpoint.of(S3Config.builder("bucket", region)
                .pathStyle(pathStyle)
                .credentialsOfEnvironment()
                .build());
        assertThat(endpoint.hostHeader()).isEqualTo(host);
        assertThat(endpoint.target().toURI()).isEqualTo("https://" + host + ":443");
        assertThat(endpoint.path("k")).isEqualTo(path + "k");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://h",
                "//h",
                "h:9000",
                "http:///path",
                "http://h:0",
                "http://h:70000",
                "http://h?x",
                "http://h#x",
                "http://user:geheim@h",
            })
    void of_badEndpoint_saysWhatIsAccepted(String endpoint) {
        assertThatThrownBy(() -> S3Endpoint.of(config("b", "r", endpoint, true)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("endpoint: ")
                .hasMessageNotContaining("geheim");
    }

    @Test
    void of_virtualHostThatCannotBe_saysPathStyle() {
        assertThatThrownBy(() -> S3Endpoint.of(config("b", "r", "http://127.0.0.1:9000", false)))
                .hasMessageContaining("path_style: true");
        assertThatThrownBy(() -> S3Endpoint.of(config("b", "r", "http://[::1]:9000", false)))
                .hasMessageContaining("path_style: true");
        assertThatThrownBy(() -> S3Endpoint.of(config("my.bucket", "r", "https://h", false)))
                .hasMessageContaining("path_style")
                .hasMessageContaining("certificate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "..", "a b", "é", "-"})
    void of_badBucket_isRefused(String bucket) {
        assertThatThrownBy(() -> S3Endpoint.of(config(bucket, "r", "http://h", true)))
                .hasMessageStartingWith("bucket: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "eu central", "a/b", "x.y"})
    void of_badRegion_isRefused(String region) {
        assertThatThrownBy(() -> S3Endpoint.of(config("b", region, "http://h", true)))
                .hasMessageStartingWith("region: ");
    }

    private static S3Config config(String bucket, String region, String endpoint, boolean pathStyle) {
        return S3Config.builder(bucket, region)
                .endpoint(URI.create(endpoint))
                .pathStyle(pathStyle)
                .credentialsOfEnvironment()
                .build();
    }
}
