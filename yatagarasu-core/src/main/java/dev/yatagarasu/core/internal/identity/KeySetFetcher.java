package dev.yatagarasu.core.internal.identity;

import dev.yatagarasu.api.Reason;
import dev.yatagarasu.api.config.ConfigurationException;
import dev.yatagarasu.api.config.TrustedCertificates;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * Fetches published key sets over HTTP, and trusts the other side with nothing: no redirects, no compression, no cookies, a
 * limit on the size of head and body, and one on the whole time, however slowly bytes come.
 */
final class KeySetFetcher implements AutoCloseable {
    /** The time-outs of one fetch. */
    record Limits(Duration connect, Duration response, Duration whole) {
        static final Limits DEFAULT = new Limits(Duration.ofSeconds(3), Duration.ofSeconds(5), Duration.ofSeconds(10));
    }

    /**
     * What was fetched.
     *
     * @param keys the keys
     * @param maxAge how long the provider says they may be used
     */
    record Fetched(PublishedKeys.Found keys, Optional<Duration> maxAge) {}

    private static final int LARGEST = 512 * 1024;
    private static final Http1Config HEAD_LIMITS = Http1Config.custom()
            .setMaxHeaderCount(100)
            .setMaxLineLength(16 * 1024)
            .setMaxEmptyLineCount(1)
            .build();
    private static final Pattern MAX_AGE = Pattern.compile("(?i)(?:^|[,\\s])max-age\\s*=\\s*\"?([0-9]{1,10})(?![0-9])");

    private final Duration whole;
    private final CloseableHttpClient client;

    /** Trusts the authorities in that PEM file, or those of the JDK. */
    KeySetFetcher(Limits limits, Optional<Path> authorities) {
        this.whole = limits.whole();
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                .http1Config(HEAD_LIMITS)
                                // The client's own skips lines without end until one looks like the beginning.
                                .responseParserFactory(new DefaultHttpResponseParserFactory(HEAD_LIMITS))
                                .build())
                        .setTlsSocketStrategy(tls(authorities))
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.of(limits.connect()))
                                .setSocketTimeout(Timeout.of(limits.response()))
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setResponseTimeout(Timeout.of(limits.response()))
                        .setConnectionRequestTimeout(Timeout.of(limits.whole()))
                        .build())
                // One request an hour: a connection kept that long is only there to fail.
                .setConnectionReuseStrategy((request, response, context) -> false)
                .setUserAgent("yatagarasu")
                .disableRedirectHandling()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableAutomaticRetries()
                .build();
    }

    private static TlsSocketStrategy tls(Optional<Path> authorities) {
        if (authorities.isEmpty()) {
            return DefaultClientTlsStrategy.createDefault();
        }
        try {
            return new DefaultClientTlsStrategy(TrustedCertificates.forClient(authorities.get()));
        } catch (IOException e) {
            throw new ConfigurationException("jwks_tls.ca_certificate", "cannot be read: " + e.getMessage());
        }
    }

    /** Fetches; blocks. The exception's message says what went wrong, without a word of the answer. */
    Fetched fetch(URI url) throws IOException {
        HttpGet request = new HttpGet(url);
        request.setHeader("Accept", "application/jwk-set+json, application/json");
        CompletableFuture<Void> deadline = CompletableFuture.runAsync(
                request::cancel,
                CompletableFuture.delayedExecutor(whole.toMillis(), TimeUnit.MILLISECONDS, Runnable::run));
        try {
            return client.execute(request, KeySetFetcher::read);
        } catch (UnusableKeySetException e) {
            throw e;
        } catch (IOException e) {
            String reason = request.isCancelled()
                    ? "it took longer than " + whole.toMillis() + " ms"
                    : Reason.ofConnection(e).orElse("no valid HTTP came, or the connection was closed");
            throw new IOException(reason, e);
        } finally {
            deadline.cancel(false);
        }
    }

    private static Fetched read(ClassicHttpResponse response) throws IOException {
        HttpEntity entity = response.getEntity();
        if (response.getCode() != HttpStatus.SC_OK || entity == null) {
            throw new UnusableKeySetException("the answer has the status " + response.getCode());
        }
        InputStream content = entity.getContent();
        byte[] body = content.readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            // Closed at once, so that the rest is not read for the sake of the connection.
            response.close();
            throw new UnusableKeySetException("the answer is larger than 512 KB");
        }
        return new Fetched(PublishedKeys.read(body), maxAge(response));
    }

    private static Optional<Duration> maxAge(ClassicHttpResponse response) {
        return Stream.of(response.getHeaders("Cache-Control"))
                .map(Header::getValue)
                .map(MAX_AGE::matcher)
                .filter(Matcher::find)
                .map(found -> Duration.ofSeconds(Long.parseLong(found.group(1))))
                .findFirst();
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }
}
