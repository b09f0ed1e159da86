package dev.yatagarasu.testkit;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * A real S3 server in this process, on a free loopback port, with its objects in memory. It verifies Signature Version 4
 * and answers 403 to a wrong one. It cannot hold keys with empty or dot segments; {@link VerifyingOrigin} can.
 */
public final class S3TestServer implements AutoCloseable {
    private static final String ACCESS_KEY = "test-access-key";
    private static final String SECRET_KEY = "test-secret-key";

    private final TransientNio2BlobStore objects;
    private final S3Proxy server;

    private S3TestServer(TransientNio2BlobStore objects, S3Proxy server) {
        this.objects = objects;
        this.server = server;
    }

    /** Starts a server without buckets; requests may use it as soon as this returns. */
    public static S3TestServer start() {
        TransientNio2BlobStore objects = new TransientNio2BlobStore();
        S3Proxy server = S3Proxy.builder()
                .blobStore(objects)
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
                .build();
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("the S3 server did not start", e);
        }
        return new S3TestServer(objects, server);
    }

    /** Where it listens; buckets are named in the path. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    /** The access key id it accepts. */
    public String accessKey() {
        return ACCESS_KEY;
    }

    /** The secret key it accepts. */
    public String secretKey() {
        return SECRET_KEY;
    }

    /** Creates a bucket. */
    public void createBucket(String bucket) {
        objects.createContainer(bucket);
    }

    /**
     * Stores an object, in place of one of that key.
     *
     * @param metadata alternating names and values of user metadata, names without {@code x-amz-meta-}
     */
    public void put(String bucket, String key, byte[] content, String contentType, String... metadata) {
        PutObjectRequest request = PutObjectRequest.builder()
                .bucket(bucket)
                .key(key)
                .contentType(contentType)
                .contentLength((long) content.length)
                .metadata(pairs(metadata))
                .build();
        objects.putBlob(request, new ByteArrayInputStream(content));
    }

    /** Removes an object. */
    public void remove(String bucket, String key) {
        objects.removeBlob(bucket, key);
    }

    private static Map<String, String> pairs(String... namesAndValues) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            pairs.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return pairs;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the S3 server did not stop", e);
        }
    }
}
