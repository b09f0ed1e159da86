package dev.yatagarasu.core.internal.storage.s3;

import dev.yatagarasu.api.config.ConfigurationException;
import dev.yatagarasu.api.config.TrustedCertificates;
import dev.yatagarasu.core.config.S3Config;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;

/** Sets the connection pool of one bucket up. */
final class S3ClientFactory {
    private static final TimeValue CHECK_AFTER_IDLE = TimeValue.ofSeconds(2);

    private S3ClientFactory() {}

    static S3Client create(HttpHost target, S3Config config, S3Wiring wiring, ReadDeadlines deadlines) {
        int maxConnections = config.maxConnections();
        boolean secure = target.getSchemeName().equals("https");
        PoolingHttpClientConnectionManager pool = PoolingHttpClientConnectionManagerBuilder.create()
                .setConnectionFactory(socket -> new S3Connection(deadlines))
                .setTlsSocketStrategy(secure ? tls(config, wiring) : S3ClientFactory::noTls)
                .setDnsResolver(wiring.dns())
                .setMaxConnTotal(maxConnections + 1)
                .setMaxConnPerRoute(maxConnections + 1)
                .setConnPoolPolicy(PoolReusePolicy.LIFO)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setValidateAfterInactivity(CHECK_AFTER_IDLE)
                        .setTimeToLive(TimeValue.of(config.connectionMaxAge()))
                        .build())
                .setDefaultSocketConfig(SocketConfig.custom()
                        .setTcpNoDelay(true)
                        .setSoKeepAlive(true)
                        .build())
                .build();
        return new S3Client(pool, new HttpRoute(target, null, secure), maxConnections, deadlines);
    }

    private static TlsSocketStrategy tls(S3Config config, S3Wiring wiring) {
        return config.caCertificate()
                .map(S3ClientFactory::trusting)
                .or(wiring::tls)
                .<TlsSocketStrategy>map(DefaultClientTlsStrategy::new)
                .orElseGet(DefaultClientTlsStrategy::createDefault);
    }

    private static SSLContext trusting(Path authorities) {
        try {
            return TrustedCertificates.forClient(authorities);
        } catch (IOException e) {
            throw new ConfigurationException("tls.ca_certificate", "cannot be read: " + e.getMessage());
        }
    }

    /** A plain endpoint needs no key stores, whose loading would delay the start. */
    private static SSLSocket noTls(Socket socket, String host, int port, Object attachment, Object context)
            throws IOException {
        throw new IOException("this endpoint is not https");
    }
}
