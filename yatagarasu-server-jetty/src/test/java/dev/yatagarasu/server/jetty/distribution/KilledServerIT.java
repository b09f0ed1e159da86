package dev.yatagarasu.server.jetty.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.yatagarasu.server.jetty.FilesYaml;
import dev.yatagarasu.testkit.OriginObject;
import dev.yatagarasu.testkit.VerifyingOrigin;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole server is killed while it fetches and writes, again and again: whatever it sends, before and after, is exact. */
@Timeout(1200)
class KilledServerIT {
    /** Few in every build; {@code mvn verify -Psoak} kills more often. */
    private static final int KILLS = Boolean.getBoolean("soak") ? 50 : 4;

    private static final int KEYS = 30;
    private static final int READERS = 4;

    private final VerifyingOrigin origin = VerifyingOrigin.start();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Random random = new Random();
    /** What every version of every object holds, by key and entity tag. */
    private final Map<String, byte[]> contents = new ConcurrentHashMap<>();

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        origin.close();
    }

    @Test
    void serve_killedAtAnyMoment_sendsExactObjectsAgainAndMostOfThemFromDisk() throws Exception {
        for (int i = 0; i < KEYS; i++) {
            put(key(i));
        }
        int fromDisk = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            try (Program program = Program.serve(Program.HOME, Map.of(), config())) {
                fromDisk += readAll(program);
                loadAndKill(program);
            }
        }
        try (Program program = Program.serve(Program.HOME, Map.of(), config())) {
            fromDisk += readAll(program);
        }
        System.out.printf("%d kills, %d objects from disk, every one exact%n", KILLS, fromDisk);
        assertThat(fromDisk).isGreaterThan(KILLS * KEYS / 10);
    }

    private static String key(int number) {
        return "folder/object-" + number;
    }

    /** A new version: every third object is small, the others have several blocks. */
    private void put(String key) {
        byte[] content = new byte[random.nextInt(3) == 0 ? random.nextInt(40_000) : 1 + random.nextInt(1_000_000)];
        random.nextBytes(content);
        OriginObject object = OriginObject.of(content, "application/octet-stream");
        contents.put(key + object.etag(), content);
        origin.put("data", key, object);
    }

    private Path config() throws IOException {
        return Files.writeString(
                directory.resolve("config.yaml"), FilesYaml.before(origin) + """
                    cache: { ttl: 1s }
                cache:
                  layers: [memory, disk]
                  memory: { max_size: 2MB }
                  disk: { directory: %s, max_size: 12MB }
                """.formatted(directory.resolve("cache")));
    }

    /** Reads every object; returns how many came from the disk. */
    private int readAll(Program program) throws Exception {
        int fromDisk = 0;
        for (int i = 0; i < KEYS; i++) {
            HttpResponse<byte[]> answer = read(program, key(i), "");
            assertExact(key(i), answer, 0);
            boolean found = answer.headers().firstValue("x-cache").orElse("").equals("REVALIDATED")
                    || answer.headers().firstValue("cache-status").orElse("").contains("detail=disk");
            fromDisk += found ? 1 : 0;
        }
        return fromDisk;
    }

    private HttpResponse<byte[]> read(Program program, String key, String range) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(program.uri("/files/" + key));
        if (!range.isEmpty()) {
            request.header("range", range);
        }
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    private void assertExact(String key, HttpResponse<byte[]> answer, int from) {
        byte[] content = contents.get(key + answer.headers().firstValue("etag").orElse(""));
        assertThat(content)
                .as("the version of %s in %d %s", key, answer.statusCode(), answer.headers())
                .isNotNull();
        int to = from == 0 ? content.length : Math.min(content.length, from + 10_000);
        assertThat(answer.statusCode()).isEqualTo(from == 0 ? 200 : 206);
        assertThat(Arrays.equals(answer.body(), Arrays.copyOfRange(content, from, to)))
                .as("%s is exact from %d on", key, from)
                .isTrue();
    }

    /** Reads and changes objects until so many answers have come, then kills the server in the middle of the others. */
    private void loadAndKill(Program program) throws Exception {
        CountDownLatch answers = new CountDownLatch(1 + random.nextInt(150));
        List<Future<?>> readers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < READERS; i++) {
                long seed = random.nextLong();
                readers.add(threads.submit(() -> readUntilKilled(program, new Random(seed), answers)));
            }
            assertThat(answers.await(60, TimeUnit.SECONDS)).isTrue();
            program.signal("KILL");
            program.awaitEnd();
        }
        for (Future<?> reader : readers) {
            assertThatCode(reader::get)
                    .as("answers of a server that said %s", program.lines())
                    .doesNotThrowAnyException();
        }
    }

    private Void readUntilKilled(Program program, Random own, CountDownLatch answers) throws Exception {
        while (true) {
            String key = key(own.nextInt(KEYS));
            int from = own.nextInt(3) == 0 ? 1 + own.nextInt(30_000) : 0;
            HttpResponse<byte[]> answer;
            try {
                answer = read(program, key, from == 0 ? "" : "bytes=" + from + "-" + (from + 9_999));
            } catch (IOException killed) {
                return null;
            }
            if (answer.statusCode() != 416) {
                assertExact(key, answer, from);
            }
            answers.countDown();
            if (own.nextInt(4) == 0) {
                put(key);
            }
        }
    }
}
