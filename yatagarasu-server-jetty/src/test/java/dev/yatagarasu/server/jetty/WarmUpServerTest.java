package dev.yatagarasu.server.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.core.Yatagarasu;
import dev.yatagarasu.core.config.YatagarasuConfig;
import dev.yatagarasu.testkit.S3TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Warm-ups of a server in front of a real S3 server, which lists no more than a thousand keys at once. */
class WarmUpServerTest {
    private static final int OBJECTS = 1_050;
    private static final int LARGE = 1_000_000;
    private static final Pattern FIELD = Pattern.compile("\"(\\w+)\":(\\d+)");

    private final S3TestServer s3 = S3TestServer.start();

    @TempDir
    private Path directory;

    @BeforeEach
    void fill() {
        s3.createBucket("data");
        for (int i = 0; i < OBJECTS; i++) {
            s3.put("data", "many/ö " + i + ".txt", ("object " + i).getBytes(StandardCharsets.UTF_8), "text/plain");
        }
        s3.put("data", "many/large.bin", new byte[LARGE], "application/octet-stream");
        s3.put("data", "other.txt", new byte[1], "text/plain");
    }

    @AfterEach
    void stop() {
        s3.close();
    }

    private Yatagarasu engine(String layers) {
        return Yatagarasu.builder()
                .config(YatagarasuConfig.parse(FilesYaml.before(s3)
                        + """
                        cache:
                          layers: [%s]
                          memory: { max_size: %s }
                        """.formatted(
                                        layers,
                                        layers.contains("disk")
                                                ? "1MB }\n  disk: { directory: \"" + directory.resolve("cache")
                                                        + "\", max_size: 1GB"
                                                : "64MB")))
                .build();
    }

    private static long number(String json, String name) {
        Matcher field = FIELD.matcher(json);
        while (field.find()) {
            if (field.group(1).equals(name)) {
                return Long.parseLong(field.group(2));
            }
        }
        throw new AssertionError(name + " is not in " + json);
    }

    private static String warmAll(AdminCalls admin) throws IOException {
        RawAnswer started =
                admin.post("/admin/cache/warm", "{\"bucket\":\"files\",\"prefix\":\"many/\",\"concurrency\":8}");
        assertThat(started.status()).as(started.text()).isEqualTo(202);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        String job = admin.get(started.header("location")).text();
        while (!job.contains("\"ended\"")) {
            assertThat(System.nanoTime()).as(job).isLessThan(deadline);
            job = admin.get(started.header("location")).text();
        }
        return job;
    }

    private static void assertAllDone(String job) {
        assertThat(job).contains("\"state\":\"done\"");
        assertThat(number(job, "found")).isEqualTo(OBJECTS + 1);
        assertThat(number(job, "done")).as(job).isEqualTo(OBJECTS + 1);
        assertThat(number(job, "bytes")).isGreaterThan(LARGE);
    }

    private static String cacheStatus(YatagarasuServer server, String path) throws IOException {
        try (Raw raw = new Raw(server.port(), Duration.ofSeconds(20))) {
            raw.send("GET /files/" + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
            return raw.read(false).header("cache-status");
        }
    }

    private static void awaitWritten(Yatagarasu engine) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (engine.cache().statistics().tiers().get(1).queuedBytes() > 0) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static void assertHits(YatagarasuServer server, String tier) throws IOException {
        for (String path :
                new String[] {"many/%C3%B6%200.txt", "many/%C3%B6%20" + (OBJECTS - 1) + ".txt", "many/large.bin"}) {
            assertThat(cacheStatus(server, path)).as(path).isEqualTo("yatagarasu; hit; detail=" + tier);
        }
    }

    @Test
    void warm_moreThanAPage_everyGetIsAHitInMemory() throws IOException {
        try (Yatagarasu engine = engine("memory");
                YatagarasuServer server = YatagarasuServer.start(engine)) {
            AdminCalls admin = new AdminCalls(server.adminPort().orElseThrow());

            assertAllDone(warmAll(admin));

            assertThat(admin.get("/admin/cache").text())
                    .contains("\"bucket\":\"files\",\"hits\":0,\"misses\":0,")
                    .contains("\"tier\":\"memory\",\"hits\":0,\"misses\":0,");
            assertHits(server, "memory");
            assertThat(cacheStatus(server, "other.txt")).contains("uri-miss");
        }
    }

    @Test
    void warm_memoryTooSmall_everyGetIsAHitOnDiskAfterARestart() throws IOException {
        try (Yatagarasu engine = engine("memory, disk");
                YatagarasuServer server = YatagarasuServer.start(engine)) {
            assertAllDone(warmAll(new AdminCalls(server.adminPort().orElseThrow())));
            awaitWritten(engine);
            assertThat(engine.cache().statistics().tiers().get(1).droppedWrites())
                    .isZero();
            assertThat(cacheStatus(server, "many/large.bin")).isEqualTo("yatagarasu; hit; detail=disk");
        }
        try (Yatagarasu engine = engine("memory, disk");
                YatagarasuServer server = YatagarasuServer.start(engine)) {
            assertHits(server, "disk");
        }
    }
}
