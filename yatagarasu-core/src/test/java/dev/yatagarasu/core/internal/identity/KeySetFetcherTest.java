package dev.yatagarasu.core.internal.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.api.config.ConfigurationException;
import dev.yatagarasu.testkit.HttpDouble;
import dev.yatagarasu.testkit.HttpReply;
import dev.yatagarasu.testkit.LoopbackCertificate;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a provider sends around its keys, and whom it is. */
class KeySetFetcherTest {
    private static final String KEYS = KeySetJson.of(KeySetJson.key(Tokens.RSA, "one"));
    private static final KeySetFetcher.Limits PATIENT =
            new KeySetFetcher.Limits(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(30));

    static Stream<Arguments> heads() {
        return Stream.of(
                Arguments.of("20,000 fields", HttpReply.of(200, "A: b\r\n".repeat(20_000), KEYS)),
                Arguments.of("16 MB in one line", HttpReply.of(200, "A: " + "b".repeat(16 << 20) + "\r\n", KEYS)),
                Arguments.of(
                        "16 MB in many lines",
                        HttpReply.of(200, ("A: " + "b".repeat(1000) + "\r\n").repeat(16_000), KEYS)),
                Arguments.of(
                        "16 MB before the status line",
                        HttpReply.rawThenOpen(("b".repeat(1000) + "\r\n").repeat(16_000)
                                + "HTTP/1.1 200 OK\r\nContent-Length: " + KEYS.length() + "\r\n\r\n" + KEYS)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("heads")
    void fetch_headOverTheLimit_isRefused(String name, HttpReply answer) throws IOException {
        try (HttpDouble provider = HttpDouble.start(HttpReply.json(KEYS));
                KeySetFetcher fetcher = new KeySetFetcher(PATIENT, Optional.empty())) {
            provider.next(answer);
            assertThatThrownBy(() -> fetcher.fetch(provider.url())).isInstanceOf(IOException.class);
            assertThat(fetcher.fetch(provider.url()).keys().keys()).hasSize(1);
        }
    }

    /** Each looks the host up anew, so a provider that has moved is followed. */
    @Test
    void fetch_again_takesAConnectionOfItsOwn() throws IOException {
        try (HttpDouble provider = HttpDouble.start(HttpReply.json(KEYS));
                KeySetFetcher fetcher = new KeySetFetcher(PATIENT, Optional.empty())) {
            fetcher.fetch(provider.url());
            fetcher.fetch(provider.url());
            assertThat(provider.acceptedConnections()).isEqualTo(2);
        }
    }

    @Test
    void fetch_authorityOfTheProvidersOwn_isTrustedOnlyWhereNamed(@TempDir Path directory) throws IOException {
        LoopbackCertificate certificate = LoopbackCertificate.make(directory);
        Path authority = certificate.writePem(directory.resolve("authority.pem"));
        try (HttpDouble provider = HttpDouble.startEncrypted(certificate.forServer(), HttpReply.json(KEYS));
                KeySetFetcher trusting = new KeySetFetcher(PATIENT, Optional.of(authority));
                KeySetFetcher careful = new KeySetFetcher(PATIENT, Optional.empty())) {
            assertThat(trusting.fetch(provider.url()).keys().keys()).hasSize(1);
            assertThatThrownBy(() -> careful.fetch(provider.url())).isInstanceOf(IOException.class);
        }
    }

    @Test
    void open_authorityThatIsGone_saysWhichSetting(@TempDir Path directory) {
        assertThatThrownBy(() -> new KeySetFetcher(PATIENT, Optional.of(directory.resolve("gone.pem"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("jwks_tls.ca_certificate")
                .hasMessageContaining("there is no such file");
    }
}
