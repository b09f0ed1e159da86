package dev.yatagarasu.auth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.api.YatagarasuException;
import dev.yatagarasu.testkit.HttpDouble;
import dev.yatagarasu.testkit.HttpReply;
import dev.yatagarasu.testkit.LoopbackCertificate;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncryptedEndpointTest {
    @TempDir
    private Path directory;

    @Test
    void send_trustedAuthority_isAnsweredOverOneConnection() {
        LoopbackCertificate certificate = LoopbackCertificate.make(directory);
        try (HttpDouble service = start(certificate);
                JsonEndpoint endpoint = trusting(certificate, service)) {
            for (int i = 0; i < 3; i++) {
                assertThat(endpoint.send(Endpoints.question()).status()).isEqualTo(200);
            }
            assertThat(service.acceptedConnections()).isEqualTo(1);
            service.dropConnections();
            assertThat(endpoint.send(Endpoints.question()).status()).isEqualTo(200);
        }
    }

    @Test
    void send_authorityNobodyTrusts_isNotAsked() {
        try (HttpDouble service = start(LoopbackCertificate.make(directory));
                JsonEndpoint endpoint = Endpoints.patient(service.url())) {
            assertNotAsked(service, endpoint);
        }
    }

    @Test
    void send_certificateForAnotherHost_isNotAsked() {
        LoopbackCertificate certificate = LoopbackCertificate.makeFor("dns:elsewhere.example", directory);
        try (HttpDouble service = start(certificate);
                JsonEndpoint endpoint = trusting(certificate, service)) {
            assertNotAsked(service, endpoint);
        }
    }

    private static HttpDouble start(LoopbackCertificate certificate) {
        return HttpDouble.startEncrypted(certificate.forServer(), HttpReply.json("{}"));
    }

    private JsonEndpoint trusting(LoopbackCertificate certificate, HttpDouble service) {
        Path pem = certificate.writePem(directory.resolve("authorities.pem"));
        return Endpoints.of(new EndpointConfig(service.url(), Endpoints.LONG, 4, Optional.of(pem)));
    }

    private static void assertNotAsked(HttpDouble service, JsonEndpoint endpoint) {
        assertThatThrownBy(() -> endpoint.send(Endpoints.question()))
                .isInstanceOf(YatagarasuException.class)
                .hasMessageContaining("(TLS: ")
                .hasMessageNotContaining("Exception");
        assertThat(service.requests()).isEmpty();
    }
}
