package dev.yatagarasu.examples.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.core.config.FilesystemConfig;
import dev.yatagarasu.core.config.S3Config;
import dev.yatagarasu.testkit.S3TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadObjectTest {
    @TempDir
    Path directory;

    @Test
    void main_directoryAndKey_printsTheObject() throws IOException {
        Files.writeString(directory.resolve("hello.txt"), "hello");
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            ReadObject.main(directory.toString(), "hello.txt");
        } finally {
            System.setOut(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualTo("hello");
    }

    @Test
    void read_bucketOfS3_copiesTheObject() throws IOException {
        try (S3TestServer s3 = S3TestServer.start()) {
            s3.createBucket("my-bucket");
            s3.put("my-bucket", "a/b.txt", "hello".getBytes(StandardCharsets.UTF_8), "text/plain");
            S3Config storage = S3Config.builder("my-bucket", "us-east-1")
                    .endpoint(s3.endpoint())
                    .credentials(s3.accessKey(), s3.secretKey())
                    .build();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ReadObject.read(storage, "a/b.txt", out);
            assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("hello");
        }
    }

    @Test
    void read_noSuchObject_saysSo() {
        assertThatThrownBy(() -> ReadObject.read(new FilesystemConfig(directory), "none", new ByteArrayOutputStream()))
                .isInstanceOf(NoSuchElementException.class);
    }
}
