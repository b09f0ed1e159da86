package dev.yatagarasu.server.jetty.distribution;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The built distribution as a process. */
@Timeout(120)
class DistributionIT {
    private static final Path SAMPLE = Program.HOME.resolve("conf/yatagarasu.yaml");
    private static final long BIG = 64L * 1024 * 1024;

    @TempDir
    Path directory;

    @Test
    void serve_sampleConfiguration_servesAndEndsWithZero() throws Exception {
        Path config = config(Files.readString(SAMPLE).replace(":8080\"", ":0\"").replace(":9090\"", ":0\""));
        long started = System.nanoTime();
        try (Program program = Program.serve(Program.HOME, Map.of(), config)) {
            program.awaitReady();
            System.out.printf("process start to /ready: %d ms%n", (System.nanoTime() - started) / 1_000_000);
            assertThat(program.get("/sample/hello.txt").body()).isEqualTo("Hello from Yatagarasu.\n");
            assertThat(program.get("/health").statusCode()).isEqualTo(200);
            assertThat(program.getAdmin("/metrics").body()).contains("yatagarasu_requests_total{bucket=\"sample\"");
            program.signal("TERM");
            assertThat(program.awaitEnd()).isZero();
            assertThat(program.lines()).anyMatch(line -> line.contains("stopping: 0 requests"));
            assertThat(program.lines().getLast()).endsWith("stopped");
        }
    }

    @Test
    void serve_interrupted_endsWithZero() throws Exception {
        try (Program program = Program.serve(Program.HOME, Map.of(), config(files()))) {
            program.signal("INT");
            assertThat(program.awaitEnd()).isZero();
        }
    }

    @Test
    void serve_terminatedDuringDownload_completesIt() throws Exception {
        try (RandomAccessFile file =
                new RandomAccessFile(directory.resolve("big.bin").toFile(), "rw")) {
            file.setLength(BIG);
        }
        try (Program program = Program.serve(Program.HOME, Map.of(), config(files()));
                InputStream body = open(program, "/files/big.bin")) {
            body.readNBytes(1024);
            program.signal("TERM");
            assertThat(program.awaitLine("stopping")).contains("1 requests in progress");
            assertThat(body.transferTo(OutputStream.nullOutputStream())).isEqualTo(BIG - 1024);
            assertThat(program.awaitEnd()).isZero();
            assertThat(program.lines().getLast()).endsWith("stopped");
        }
    }

    /** Clients that ask again and again on the connection that they have, until they are told that it ends. */
    @Test
    void serve_terminatedUnderLoadOfClientsThatKeepTheirConnections_losesNoRequest() throws Exception {
        Files.writeString(directory.resolve("small.txt"), "small");
        try (Program program = Program.serve(Program.HOME, Map.of(), config(files()));
                ExecutorService threads = Executors.newCachedThreadPool()) {
            CountDownLatch warm = new CountDownLatch(8);
            List<Future<Boolean>> clients = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                clients.add(threads.submit(() -> askUntilTold(program.uri("/files/small.txt"), warm)));
            }
            assertThat(warm.await(60, TimeUnit.SECONDS)).isTrue();
            program.signal("TERM");
            for (Future<Boolean> client : clients) {
                assertThat(client.get(60, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(program.awaitEnd()).isZero();
            assertThat(program.lines().getLast()).endsWith("stopped");
        }
    }

    /** Asks with one connection; returns whether nothing came after the answer that said it is the last. */
    private static boolean askUntilTold(URI uri, CountDownLatch warm) throws IOException {
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(60_000);
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            for (int answers = 1; ; answers++) {
                socket.getOutputStream()
                        .write(("GET " + uri.getPath() + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(US_ASCII));
                String head = readHead(in);
                assertThat(head).startsWith("HTTP/1.1 200 ").contains("Content-Length: 5\r\n");
                assertThat(new String(in.readNBytes(5), US_ASCII)).isEqualTo("small");
                if (answers == 50) {
                    warm.countDown();
                }
                if (head.contains("Connection: close\r\n")) {
                    return in.read() < 0;
                }
            }
        }
    }

    private static String readHead(DataInputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    @Test
    void serve_terminatedTwiceDuringDownload_endsAtOnce() throws Exception {
        try (RandomAccessFile file =
                new RandomAccessFile(directory.resolve("big.bin").toFile(), "rw")) {
            file.setLength(BIG);
        }
        try (Program program = Program.serve(Program.HOME, Map.of(), config(files()));
                InputStream body = open(program, "/files/big.bin")) {
            body.readNBytes(1024);
            program.signal("TERM");
            program.awaitLine("stopping");
            program.signal("TERM");
            assertThat(program.awaitEnd()).isZero();
            assertThat(program.lines()).anyMatch(line -> line.contains("told to stop again"));
        }
    }

    @Test
    void serve_hangUp_loadsTheFileAgainOrKeepsWhatThereIs() throws Exception {
        Files.writeString(directory.resolve("a.txt"), "content");
        Path config = config(files());
        try (Program program = Program.serve(Program.HOME, Map.of(), config)) {
            config("server: { address: \"127.0.0.1:1\" }\n"
                    + files().replace("/files", "/renamed").replaceAll("(?m)^server.*\n", ""));
            program.signal("HUP");
            program.awaitLine("is loaded");
            assertThat(program.awaitLine("server.address")).contains("restart");
            assertThat(program.get("/renamed/a.txt").body()).isEqualTo("content");
            assertThat(program.get("/files/a.txt").statusCode()).isEqualTo(404);

            config("buckets: []");
            program.signal("HUP");
            assertThat(program.awaitLine("is not loaded")).contains("nothing has changed");
            assertThat(program.awaitLine("buckets: must hold at least one")).contains("line 1");
            assertThat(program.get("/renamed/a.txt").body()).isEqualTo("content");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"server", "admin"})
    void serve_portInUse_endsWithOneAndSaysWhich(String section) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();
            String yaml = files().replaceAll("(?m)^" + section + ".*$", section + ": { address: \"" + address + "\" }");
            try (Program program = Program.start(
                    Program.HOME, Map.of(), "serve", "--config", config(yaml).toString())) {
                assertThat(program.awaitEnd()).isEqualTo(1);
                assertThat(program.lines())
                        .anyMatch(line -> line.contains(address))
                        .noneMatch(DistributionIT::isStack);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "check --config none.yaml|there is no such file",
                "serve|Missing required option",
                "surprise|Unmatched argument"
            })
    void commandLine_badUsage_endsWithTwo(String arguments, String message) throws Exception {
        try (Program program = Program.start(Program.HOME, Map.of(), arguments.split(" "))) {
            assertThat(program.awaitEnd()).isEqualTo(2);
            assertThat(program.lines()).anyMatch(line -> line.contains(message)).noneMatch(DistributionIT::isStack);
        }
    }

    @Test
    void serve_badYaml_endsWithTwo() throws Exception {
        Path config = config("buckets: [");
        try (Program program = Program.start(Program.HOME, Map.of(), "serve", "--config", config.toString())) {
            assertThat(program.awaitEnd()).isEqualTo(2);
            assertThat(program.lines())
                    .anyMatch(line -> line.contains("line 1"))
                    .noneMatch(DistributionIT::isStack);
        }
    }

    @Test
    void check_sampleConfiguration_saysWhatWouldBeServed() throws Exception {
        try (Program program = Program.start(Program.HOME, Map.of(), "check", "--config", SAMPLE.toString())) {
            assertThat(program.awaitEnd()).isZero();
            assertThat(program.lines()).contains("  data port:  127.0.0.1:8080", "  bucket sample:");
        }
    }

    @Test
    void version_smallProfile_runs() throws Exception {
        Map<String, String> small = Map.of("YATAGARASU_PROFILE", "small", "JAVA_OPTS", "");
        try (Program program = Program.start(Program.HOME, small, "version")) {
            assertThat(program.awaitEnd()).isZero();
            assertThat(program.lines()).hasSize(2);
            assertThat(program.lines().getFirst()).startsWith("yatagarasu ");
        }
    }

    @Test
    void serve_secondStart_usesTheClassesKeptByTheFirst() throws Exception {
        Path cache = Files.createDirectory(directory.resolve("cache with space"));
        Map<String, String> environment = Map.of(
                "XDG_CACHE_HOME",
                cache.toString(),
                "JAVA_OPTS",
                "-Xmx256m -Xlog:class+load:file=" + directory.resolve("classes.log"));
        for (int start = 1; start <= 2; start++) {
            try (Program program = Program.serve(Program.HOME, environment, config(files()))) {
                program.signal("TERM");
                assertThat(program.awaitEnd()).isZero();
                assertThat(program.lines()).noneMatch(line -> line.contains("[warning]"));
            }
        }
        assertThat(Files.readAllLines(directory.resolve("classes.log")))
                .anyMatch(line ->
                        line.contains("dev.yatagarasu.core.internal.engine.Engine source: shared objects file (top)"));
    }

    @Test
    void archive_packed_holdsWhatTheDirectoryHolds() throws Exception {
        Process tar = new ProcessBuilder(
                        "tar", "xzf", System.getProperty("distribution.archive"), "-C", directory.toString())
                .inheritIO()
                .start();
        assertThat(tar.waitFor()).isZero();
        Path unpacked;
        try (Stream<Path> top = Files.list(directory)) {
            unpacked = top.toList().getFirst();
        }
        assertThat(files(unpacked)).isEqualTo(files(Program.HOME));
        assertThat(files(unpacked))
                .contains("LICENSE", "NOTICE", "bin/yatagarasu", "plugins/README.md", "conf/yatagarasu.yaml");
        assertThat(unpacked.resolve("bin/yatagarasu")).isExecutable();
    }

    private static List<String> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private static boolean isStack(String line) {
        return line.startsWith("\tat ") || line.contains("Exception in thread");
    }

    private static InputStream open(Program program, String path) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(program.uri(path)).build(), BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    private Path config(String yaml) throws IOException {
        return Files.writeString(directory.resolve("config.yaml"), yaml);
    }

    private String files() {
        return """
                server: { address: "127.0.0.1:0" }
                admin: { address: "127.0.0.1:0" }
                buckets:
                  - name: files
                    path_prefix: /files
                    storage: { type: filesystem, root: "%s" }
                    auth: { enabled: false }
                    cache: { enabled: false }
                """.formatted(directory);
    }
}
