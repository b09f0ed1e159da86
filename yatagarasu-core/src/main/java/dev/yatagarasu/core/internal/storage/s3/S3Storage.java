package dev.yatagarasu.core.internal.storage.s3;

import dev.yatagarasu.api.config.ConfigurationException;
import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.api.plugin.ComponentContext;
import dev.yatagarasu.api.storage.ByteRange;
import dev.yatagarasu.api.storage.ListPage;
import dev.yatagarasu.api.storage.ListRequest;
import dev.yatagarasu.api.storage.Preconditions;
import dev.yatagarasu.api.storage.StorageBackend;
import dev.yatagarasu.api.storage.StorageException;
import dev.yatagarasu.api.storage.StorageHealth;
import dev.yatagarasu.api.storage.StorageRequest;
import dev.yatagarasu.api.storage.StorageResponse;
import dev.yatagarasu.core.config.S3Config;
import dev.yatagarasu.core.config.StorageEncoding;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.message.BasicHeader;

/**
 * The objects of one bucket in S3 or in anything that speaks its protocol. One call to storage for each request, signed
 * with Signature Version 4 unless the credentials are anonymous. Safe from any thread; every call blocks.
 *
 * <p>A HEAD cannot tell a missing bucket from a missing object, because its answer has no body; the probe can.
 */
public final class S3Storage implements StorageBackend {
    private static final Header USER_AGENT = new BasicHeader("user-agent", "yatagarasu");
    private static final Header NO_ENCODING = new BasicHeader("accept-encoding", "identity");
    /** Google Cloud Storage and Cloudflare R2 uncompress what is stored with gzip for whoever does not name it. */
    private static final Header AS_STORED = new BasicHeader("accept-encoding", "gzip, identity;q=0.5");

    private static final S3Query PROBE = S3Query.get(
            new StorageRequest(".yatagarasu/probe", Optional.of(new ByteRange.Span(0, 0)), Preconditions.none()));

    private final String bucket;
    private final S3Endpoint endpoint;
    private final Header encoding;
    private final S3Timeouts timeouts;
    private final Optional<SigV4Signer> signer;
    private final S3Client client;
    private final boolean checksums;

    private S3Storage(S3Config config, ComponentContext context, S3Wiring wiring) {
        this.checksums = wiring.checksums();
        this.bucket = config.bucket();
        this.endpoint = S3Endpoint.of(config);
        this.encoding = config.storageEncoding() == StorageEncoding.STORED ? AS_STORED : NO_ENCODING;
        this.timeouts = S3Timeouts.of(config);
        this.signer = AccessKeys.of(config.credentials(), wiring.environment())
                .map(keys -> new SigV4Signer(keys, config.region(), context.clock()));
        this.client = S3ClientFactory.create(endpoint.target(), config, wiring, new ReadDeadlines(timeouts));
    }

    /**
     * Opens a bucket; waits for nothing. Throws {@link ConfigurationException} when the settings make no sense or the
     * environment lacks credentials.
     */
    public static S3Storage open(S3Config config, ComponentContext context) {
        return open(config, context, S3Wiring.ofProcess());
    }

    /** The same, asking for the checksums of whole objects as well. */
    public static S3Storage openWithChecksums(S3Config config, ComponentContext context) {
        return open(config, context, S3Wiring.ofProcess().withChecksums());
    }

    static S3Storage open(S3Config config, ComponentContext context, S3Wiring wiring) {
        if (config.maxConnections() < 1) {
            throw new ConfigurationException(
                    "max_connections", "found " + config.maxConnections() + "; accepted is 1 or more");
        }
        return new S3Storage(config, context, wiring);
    }

    @Override
    public StorageResponse get(StorageRequest request) {
        return ask(S3Query.get(request).withChecksums(checksums));
    }

    @Override
    public StorageResponse head(StorageRequest request) {
        return ask(S3Query.head(request).withChecksums(checksums));
    }

    private StorageResponse ask(S3Query query) {
        Optional<String> key = S3Key.encode(query.key());
        Optional<String> search = query.search();
        if (key.isEmpty() || search.isEmpty()) {
            return new StorageResponse.NotFound();
        }
        S3Exchange exchange = client.send(request(query, endpoint.path(key.get()) + search.get()), timeouts);
        return new S3Reply(exchange, query, bucket, tag -> sizeOf(query, tag)).read();
    }

    private OptionalLong sizeOf(S3Query part, String tag) {
        try (StorageResponse head = ask(part.headOf(tag))) {
            return head instanceof StorageResponse.Whole whole
                            && whole.headers().firstOr("etag", "").equals(tag)
                    ? OptionalLong.of(whole.size())
                    : OptionalLong.empty();
        }
    }

    @Override
    public boolean keepsVersions() {
        return true;
    }

    /** {@code ListObjectsV2}, a call for each page. A prefix that no key can have is not asked for. */
    @Override
    public Optional<ListPage> list(ListRequest request) {
        Optional<String> query = S3Listing.query(request);
        if (query.isEmpty()) {
            return Optional.of(new ListPage(List.of(), Optional.empty()));
        }
        String target = endpoint.path("") + "?" + query.get();
        Headers host = Headers.of("host", endpoint.hostHeader());
        S3Exchange exchange = client.send(request("GET", target, host), timeouts);
        return Optional.of(new S3Listing(exchange, request, bucket).read());
    }

    private ClassicHttpRequest request(S3Query query, String path) {
        return request(query.method(), path, query.headers(endpoint.hostHeader()));
    }

    private ClassicHttpRequest request(String method, String target, Headers unsigned) {
        Headers headers = signer.isPresent() ? signer.get().sign(method, target, unsigned) : unsigned;
        ClassicHttpRequest request = new BasicClassicHttpRequest(method, (HttpHost) null, target);
        headers.forEach((name, value) -> request.addHeader(new BasicHeader(name, value)));
        request.addHeader(USER_AGENT);
        request.addHeader(encoding);
        return request;
    }

    /** Asks for a byte of an object that is not there: any answer that needs working keys will do. */
    @Override
    public StorageHealth probe() {
        ClassicHttpRequest request = request(PROBE, endpoint.path(PROBE.key()));
        try {
            S3Exchange exchange = client.sendProbe(request, timeouts.forProbe());
            new S3Reply(exchange, PROBE, bucket, tag -> OptionalLong.empty())
                    .read()
                    .close();
            return new StorageHealth.Up();
        } catch (S3Refusal e) {
            return e.isAccessDenied() ? new StorageHealth.Up() : new StorageHealth.Down(String.valueOf(e.getMessage()));
        } catch (StorageException e) {
            return new StorageHealth.Down(String.valueOf(e.getMessage()));
        }
    }

    /** The connections at this moment. */
    public PoolStatus pool() {
        return client.status();
    }

    /** Drops all connections; bodies that are being read break off. */
    @Override
    public void close() {
        client.close();
    }
}
