package dev.yatagarasu.core.storage.s3;

import java.io.IOException;
import java.net.Socket;
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

    static S3Client create(HttpHost target, int maxConnections, S3Wiring wiring, ReadDeadlines deadlines) {
        boolean secure = target.getSchemeName().equals("https");
        PoolingHttpClientConnectionManager pool = PoolingHttpClientConnectionManagerBuilder.create()
                .setConnectionFactory(socket -> new S3Connection(deadlines))
                .setTlsSocketStrategy(secure ? tls(wiring) : S3ClientFactory::noTls)
                .setDnsResolver(wiring.dns())
                .setMaxConnTotal(maxConnections + 1)
                .setMaxConnPerRoute(maxConnections + 1)
                .setConnPoolPolicy(PoolReusePolicy.LIFO)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setValidateAfterInactivity(CHECK_AFTER_IDLE)
                        .build())
                .setDefaultSocketConfig(SocketConfig.custom()
                        .setTcpNoDelay(true)
                        .setSoKeepAlive(true)
                        .build())
                .build();
        return new S3Client(pool, new HttpRoute(target, null, secure), maxConnections, deadlines);
    }

    private static TlsSocketStrategy tls(S3Wiring wiring) {
        return wiring.tls()
                .<TlsSocketStrategy>map(DefaultClientTlsStrategy::new)
                .orElseGet(DefaultClientTlsStrategy::createDefault);
    }

    /** A plain endpoint needs no key stores, whose loading would delay the start. */
    private static SSLSocket noTls(Socket socket, String host, int port, Object attachment, Object context)
            throws IOException {
        throw new IOException("this endpoint is not https");
    }
}
