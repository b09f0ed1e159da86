package dev.yatagarasu.examples.quickstart;

import dev.yatagarasu.core.config.S3Config;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * An S3 server on a free loopback port that verifies signatures. It keeps its sample objects in a temporary directory, not
 * in memory: the proxy in the same process may have less of it than the largest sample.
 */
final class SampleStore implements AutoCloseable {
    /** What anybody may read. */
    static final String OPEN = "demo";

    /** What readers may read. */
    static final String MEMBERS = "members";

    /** A folder for each of the two who have tokens. */
    static final String HOMES = "homes";

    private static final String ACCESS_KEY = "demo-access-key";
    private static final String SECRET_KEY = "demo-secret-key";

    private final Path directory;
    private final FilesystemNio2BlobStore objects;
    private final S3Proxy server;

    private SampleStore(Path directory) {
        this.directory = directory;
        this.objects = new FilesystemNio2BlobStore(directory.toString());
        this.server = S3Proxy.builder()
                .blobStore(objects)
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
                .build();
    }

    /** Starts the server with all samples in it. */
    static SampleStore start() throws IOException {
        SampleStore store = new SampleStore(Files.createTempDirectory("yatagarasu-demo-"));
        try {
            store.fill();
            store.server.start();
            return store;
        } catch (Exception e) {
            store.close();
            throw new IOException("the S3 server cannot be started: " + e.getMessage(), e);
        }
    }

    /** Where a sample is, and what it is. */
    private record Place(String bucket, String key, String contentType) {
        static Place ofText(String bucket, String key) {
            return new Place(bucket, key, "text/plain; charset=utf-8");
        }
    }

    private void fill() throws IOException {
        List.of(OPEN, MEMBERS, HOMES).forEach(objects::createContainer);
        put(Place.ofText(OPEN, "hello.txt"), "Hello from an S3 server, through Yatagarasu.\n");
        put(new Place(OPEN, "index.html", "text/html; charset=utf-8"), """
                <!doctype html>
                <title>Yatagarasu</title>
                <h1>Objects of an S3 server</h1>
                <p><img src="picture.png" alt="A gradient">
                <p><a href="hello.txt">A text</a>, <a href="lines.txt">64 MB of lines</a>
                """);
        put(new Place(OPEN, "picture.png", "image/png"), new GradientPng(256).bytes());
        try (InputStream lines = new NumberedLines()) {
            put(Place.ofText(OPEN, "lines.txt"), lines, NumberedLines.SIZE);
        }
        put(Place.ofText(MEMBERS, "news.txt"), "News for readers.\n");
        put(Place.ofText(HOMES, "ada/notes.txt"), "Notes of Ada's.\n");
        put(Place.ofText(HOMES, "eve/notes.txt"), "Notes of Eve's.\n");
    }

    private void put(Place place, String text) {
        put(place, text.getBytes(StandardCharsets.UTF_8));
    }

    private void put(Place place, byte[] content) {
        put(place, new ByteArrayInputStream(content), content.length);
    }

    private void put(Place place, InputStream content, long size) {
        objects.putBlob(
                PutObjectRequest.builder()
                        .bucket(place.bucket())
                        .key(place.key())
                        .contentType(place.contentType())
                        .contentLength(size)
                        .build(),
                content);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    /** A bucket, with the credentials that the server wants. */
    S3Config asStorage(String bucket) {
        return S3Config.builder(bucket, "us-east-1")
                .endpoint(endpoint())
                .credentials(ACCESS_KEY, SECRET_KEY)
                .build();
    }

    /** Stops the server and deletes its objects. */
    @Override
    public void close() {
        try {
            server.stop();
            TemporaryDirectory.delete(directory);
        } catch (Exception e) {
            throw new IllegalStateException("the S3 server did not stop", e);
        }
    }
}
