package dev.yatagarasu.bench.compare;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * The storage of both proxies: nginx with the objects of one bucket as files, under the paths and with the kind of
 * answers that S3 has. It does not look at signatures.
 */
final class Origin {
    private Origin() {}

    /** Makes the objects {@code 1k}, {@code 64k}, {@code 1m}, {@code 64m}, {@code 1g} and {@code large} and serves them; returns the port. */
    static int start(Lab lab, Nginx nginx, long largeBytes) throws IOException, InterruptedException {
        Path bucket = Files.createDirectories(lab.directory().resolve("objects/bucket"));
        write(bucket.resolve("1k"), 1 << 10);
        write(bucket.resolve("64k"), 64 << 10);
        write(bucket.resolve("1m"), 1 << 20);
        write(bucket.resolve("64m"), 64 << 20);
        sparse(bucket.resolve("1g"), 1_000_000_000);
        sparse(bucket.resolve("large"), largeBytes);
        int port = Lab.freePort();
        nginx.start("origin", port, http(port));
        return port;
    }

    private static void write(Path file, int size) throws IOException {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        Files.write(file, bytes);
    }

    private static void sparse(Path file, long size) throws IOException {
        try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength(size);
        }
    }

    private static String http(int port) {
        return """
            open_file_cache max=100;
            server {
                listen 127.0.0.1:%d;
                root objects;
                location / { error_page 404 = @missing; }
                location = /ready { return 200; }
                location @missing {
                    default_type application/xml;
                    return 404 '<?xml version="1.0" encoding="UTF-8"?><Error><Code>NoSuchKey</Code></Error>';
                }
            }
            """.formatted(port);
    }
}
