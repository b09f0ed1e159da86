package dev.yatagarasu.core.internal.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.api.config.ConfigurationException;
import dev.yatagarasu.api.storage.StorageException;
import dev.yatagarasu.api.storage.StorageException.Kind;
import dev.yatagarasu.api.storage.StorageHealth;
import dev.yatagarasu.api.storage.StorageRequest;
import dev.yatagarasu.core.config.S3Config;
import dev.yatagarasu.testkit.LoopbackCertificate;
import dev.yatagarasu.testkit.OriginFault;
import dev.yatagarasu.testkit.OriginObject;
import dev.yatagarasu.testkit.OriginSettings;
import dev.yatagarasu.testkit.VerifyingOrigin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reaching storage, and failing to. */
class S3ConnectTest extends OriginTest {

    private S3Storage at(URI endpoint) {
        return storage(config -> config.endpoint(endpoint).connectTimeout(Duration.ofMillis(300)));
    }

    @Test
    void get_nobodyListens_isUnavailable() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        S3Storage storage = at(URI.create("http://127.0.0.1:" + port));
        StorageException failure = failure(() -> storage.get(whole()));
        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure).hasMessageContaining("127.0.0.1:" + port).hasMessageContaining("endpoint");
        assertThat(storage.probe()).isInstanceOf(StorageHealth.Down.class);
        assertThat(storage.pool().leased()).isZero();
    }

    @Test
    void get_unknownHost_isUnavailable() {
        DnsResolver nothing = resolver(Map.of());
        S3Storage storage = open("http://nowhere.test", nothing);
        assertThat(failure(() -> storage.get(whole())).kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(storage.pool().leased()).isZero();
    }

    @Test
    void get_nobodyAccepts_isUnavailableAfterTheConnectTimeout() throws IOException {
        List<Socket> fillers = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            boolean refused = false;
            while (!refused && fillers.size() < 64) {
                Socket filler = new Socket();
                fillers.add(filler);
                refused = !connects(filler, full.getLocalPort());
            }
            Assumptions.assumeTrue(refused, "this system accepts connections without end");
            S3Storage storage = at(URI.create("http://127.0.0.1:" + full.getLocalPort()));
            long start = System.nanoTime();
            assertThat(failure(() -> storage.get(whole())).kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(250), Duration.ofSeconds(3));
        } finally {
            for (Socket filler : fillers) {
                filler.close();
            }
        }
    }

    private static boolean connects(Socket socket, int port) throws IOException {
        try {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    @Test
    void get_virtualHost_namesTheBucketInTheHostOnly() throws IOException {
        DnsResolver dns = resolver(Map.of("bucket.s3.test", "127.0.0.1"));
        S3Storage storage = open("http://s3.test:" + origin.port(), dns);
        assertThat(text(storage.get(whole()))).isEqualTo("0123456789");
        assertThat(origin.lastRequest().target()).isEqualTo("/a/key.txt");
        assertThat(origin.lastRequest().headers().first("host")).contains("bucket.s3.test:" + origin.port());
        origin.put(BUCKET, "/leading", OriginObject.of(CONTENT, "text/plain"));
        assertThat(text(storage.get(StorageRequest.whole("/leading")))).isEqualTo("0123456789");
        assertThat(origin.lastRequest().target()).isEqualTo("//leading");
    }

    @Test
    void get_trailingSlashAndUpperCaseHost_areTheSameEndpoint() throws IOException {
        assertThat(text(storage(config -> config.endpoint(URI.create("HTTP://127.0.0.1:" + origin.port() + "/")))
                        .get(whole())))
                .isEqualTo("0123456789");
        assertThat(origin.lastRequest().target()).isEqualTo("/bucket/a/key.txt");
    }

    @Test
    void get_basePath_standsBeforeTheBucketAndIsSigned() throws IOException {
        origin.put("base", "x/bucket/a/key.txt", OriginObject.of(CONTENT, "text/plain"));
        assertThat(text(at(URI.create(origin.endpoint() + "/base/x/")).get(whole())))
                .isEqualTo("0123456789");
        assertThat(origin.lastRequest().target()).isEqualTo("/base/x/bucket/a/key.txt");
    }

    @Test
    void get_ipv6_isReachedAndSigned() throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});
        try (ServerSocket probe = new ServerSocket(0, 1, loopback)) {
            assertThat(probe.isBound()).isTrue();
        } catch (IOException e) {
            Assumptions.abort("this machine has no IPv6 loopback: " + e);
        }
        VerifyingOrigin ipv6 =
                keep(VerifyingOrigin.start(OriginSettings.defaults().withAddress(loopback)));
        ipv6.put(BUCKET, KEY, OriginObject.of(CONTENT, "text/plain"));
        assertThat(text(at(URI.create("http://[::1]:" + ipv6.port())).get(whole())))
                .isEqualTo("0123456789");
        assertThat(ipv6.lastRequest().headers().first("host")).contains("[::1]:" + ipv6.port());
    }

    @Test
    void get_https_isEncryptedAndKept(@TempDir Path directory) throws Exception {
        LoopbackCertificate certificate = LoopbackCertificate.make(directory);
        VerifyingOrigin secure =
                keep(VerifyingOrigin.start(OriginSettings.defaults().withTls(certificate.forServer())));
        secure.put(BUCKET, KEY, OriginObject.of(CONTENT, "text/plain"));
        S3Storage storage = trusting(secure, secure.endpoint(), certificate);
        assertThat(text(storage.get(whole()))).isEqualTo("0123456789");
        assertThat(text(storage.get(whole()))).isEqualTo("0123456789");
        assertThat(secure.acceptedConnections()).isEqualTo(1);
        secure.next(OriginFault.stalled(1_000_000, 10));
        storage.get(whole()).close();
        assertThat(secure.awaitAtMostOpenConnections(0, Duration.ofSeconds(10))).isTrue();
        secure.next(OriginFault.truncated(100, 10));
        assertThatThrownBy(() -> text(storage.get(whole()))).isInstanceOf(IOException.class);
    }

    @Test
    void get_httpsBodyThatStalls_timesOut(@TempDir Path directory) throws Exception {
        LoopbackCertificate certificate = LoopbackCertificate.make(directory);
        VerifyingOrigin secure =
                keep(VerifyingOrigin.start(OriginSettings.defaults().withTls(certificate.forServer())));
        S3Config config = configFor(secure).idleTimeout(Duration.ofMillis(200)).build();
        S3Storage storage = trusting(config, certificate);
        secure.next(OriginFault.stalled(1_000_000, 10));
        assertThatThrownBy(() -> text(storage.get(whole()))).isInstanceOf(SocketTimeoutException.class);
        assertThat(secure.awaitAtMostOpenConnections(0, Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void get_httpsWithAnotherNameOrUntrusted_isUnavailable(@TempDir Path directory) {
        LoopbackCertificate certificate = LoopbackCertificate.make(directory);
        VerifyingOrigin secure =
                keep(VerifyingOrigin.start(OriginSettings.defaults().withTls(certificate.forServer())));
        S3Storage otherName = trusting(secure, URI.create("https://other.test:" + secure.port()), certificate);
        assertThat(failure(() -> otherName.get(whole())).kind()).isEqualTo(Kind.UNAVAILABLE);
        S3Storage untrusted = at(secure.endpoint());
        assertThat(failure(() -> untrusted.get(whole())).kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(secure.requests()).isEmpty();
    }

    @Test
    void get_authorityOfAnotherFile_isTrustedWhereNamed(@TempDir Path directory) throws IOException {
        LoopbackCertificate certificate = LoopbackCertificate.make(directory);
        Path authority = certificate.writePem(directory.resolve("authority.pem"));
        VerifyingOrigin secure =
                keep(VerifyingOrigin.start(OriginSettings.defaults().withTls(certificate.forServer())));
        secure.put(BUCKET, KEY, OriginObject.of(CONTENT, "text/plain"));
        S3Config.Builder config = configFor(secure);
        S3Storage careful = keep(S3Storage.open(config.build(), context(Clock.systemUTC())));
        assertThat(failure(() -> careful.get(whole())).kind()).isEqualTo(Kind.UNAVAILABLE);
        S3Storage trusting = keep(S3Storage.open(config.caCertificate(authority).build(), context(Clock.systemUTC())));
        assertThat(text(trusting.get(whole()))).isEqualTo("0123456789");
    }

    @Test
    void open_authorityThatIsGone_saysWhichSetting(@TempDir Path directory) {
        S3Config config = configFor(origin)
                .endpoint(URI.create("https://s3.test"))
                .caCertificate(directory.resolve("gone.pem"))
                .build();
        assertThatThrownBy(() -> S3Storage.open(config, context(Clock.systemUTC())))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("tls.ca_certificate")
                .hasMessageContaining("there is no such file");
    }

    /** The first address serves until the connection to it is too old; then the name leads to the second one. */
    @Test
    void get_nameThatMoves_isFollowedByBusyConnections() throws IOException {
        AtomicInteger lookups = new AtomicInteger();
        DnsResolver moving = new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                return InetAddress.getAllByName(lookups.incrementAndGet() == 1 ? "127.0.0.1" : "127.0.0.2");
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
        S3Config config = configFor(origin)
                .endpoint(URI.create("http://s3.test:" + origin.port()))
                .connectTimeout(Duration.ofSeconds(20))
                .connectionMaxAge(Duration.ofMillis(200))
                .build();
        S3Storage storage = keep(
                S3Storage.open(config, context(Clock.systemUTC()), new S3Wiring(Map.of(), moving, Optional.empty())));
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        boolean moved = false;
        while (!moved && System.nanoTime() < end) {
            try {
                text(storage.get(whole()));
            } catch (StorageException e) {
                moved = true;
            }
        }
        assertThat(moved).as("nobody listens at the second address").isTrue();
        assertThat(lookups.get()).isGreaterThan(1);
    }

    private S3Storage trusting(VerifyingOrigin secure, URI endpoint, LoopbackCertificate certificate) {
        return trusting(configFor(secure).endpoint(endpoint).build(), certificate);
    }

    private S3Storage trusting(S3Config config, LoopbackCertificate certificate) {
        DnsResolver dns = resolver(Map.of("other.test", "127.0.0.1", "127.0.0.1", "127.0.0.1"));
        S3Wiring wiring = new S3Wiring(Map.of(), dns, Optional.of(certificate.forClient()));
        return keep(S3Storage.open(config, context(Clock.systemUTC()), wiring));
    }

    private S3Storage open(String endpoint, DnsResolver dns) {
        S3Config config = configFor(origin)
                .endpoint(URI.create(endpoint))
                .pathStyle(false)
                .build();
        S3Wiring wiring = new S3Wiring(Map.of(), dns, Optional.empty());
        return keep(S3Storage.open(config, context(Clock.systemUTC()), wiring));
    }

    private static DnsResolver resolver(Map<String, String> addresses) {
        return new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                String address = addresses.get(host);
                if (address == null) {
                    throw new UnknownHostException(host);
                }
                return InetAddress.getAllByName(address);
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
    }
}
