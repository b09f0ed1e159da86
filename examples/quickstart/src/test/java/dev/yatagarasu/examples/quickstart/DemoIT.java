package dev.yatagarasu.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ./yatagarasu demo} as a process. */
@Timeout(120)
class DemoIT {
    @Test
    void demo_everyPrintedCurlLine_works() throws Exception {
        try (RunningDemo demo = RunningDemo.start()) {
            List<String> printed = demo.linesUntil("Ctrl-C");
            Map<String, String> variables = variables(printed);
            List<String> results = new ArrayList<>();
            for (String line : printed) {
                if (line.startsWith("  curl ")) {
                    CurlCommand curl = CurlCommand.parse(line, variables);
                    HttpResponse<byte[]> response =
                            curl.uri().getPath().equals("/ready") ? awaitReady(curl) : curl.run();
                    results.add(response.request().method() + " " + curl.uri().getPath() + " " + response.statusCode()
                            + " " + response.headers().firstValue("x-cache").orElse("-") + " "
                            + response.body().length);
                }
            }
            assertThat(results.getLast()).startsWith("GET /metrics 200");
            assertThat(results.subList(0, results.size() - 1))
                    .containsExactly(
                            "GET /demo/hello.txt 200 MISS 45",
                            "GET /demo/hello.txt 200 HIT 45",
                            "HEAD /demo/picture.png 200 MISS 0",
                            "GET /demo/lines.txt 206 MISS 128",
                            "GET /demo/lines.txt 200 MISS " + NumberedLines.SIZE,
                            "GET /demo/index.html 304 HIT 0",
                            "GET /members/news.txt 401 - 188",
                            "GET /members/news.txt 403 - 110",
                            "GET /members/news.txt 200 MISS 18",
                            "GET /homes/ada/notes.txt 403 - 110",
                            "GET /homes/ada/notes.txt 200 MISS 16",
                            "GET /ready 200 - 97");
            assertThat(CurlCommand.parse("curl " + find(printed, "(http://\\S+index.html)"))
                            .run()
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void demo_s3ServerBehindIt_refusesUnsignedRequests() throws Exception {
        try (RunningDemo demo = RunningDemo.start()) {
            String s3 = find(demo.linesUntil("Ctrl-C"), "S3 server at (http://[0-9.:]+)");
            assertThat(CurlCommand.parse("curl " + s3 + "/demo/hello.txt").run().statusCode())
                    .isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void demo_signal_endsWithZero(String signal) throws Exception {
        try (RunningDemo demo = RunningDemo.start()) {
            demo.linesUntil("Ctrl-C");
            demo.signal(signal);
            assertThat(demo.remainingLines()).containsExactly("stopped");
            assertThat(demo.awaitEnd()).isZero();
        }
    }

    @Test
    void demo_smallProfile_servesTheLargestObjectAndLeavesNoFiles(@TempDir Path temporary) throws Exception {
        List<String> command = List.of(
                "env",
                "YATAGARASU_PROFILE=small",
                "JAVA_OPTS=-Djava.io.tmpdir=" + temporary,
                "./yatagarasu",
                "demo",
                "--port",
                "0",
                "--admin-port",
                "0");
        try (RunningDemo demo = RunningDemo.start(command)) {
            String lines = find(demo.linesUntil("Ctrl-C"), "curl -o lines.txt (http://\\S+)");
            for (int i = 0; i < 2; i++) {
                assertThat(CurlCommand.parse("curl " + lines).run().body()).hasSize((int) NumberedLines.SIZE);
            }
            demo.signal("TERM");
            assertThat(demo.remainingLines()).containsExactly("stopped");
            assertThat(demo.awaitEnd()).isZero();
        }
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void demo_portInUse_saysSoAndEndsWithOne() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            List<String> command = List.of("./yatagarasu", "demo", "--port", port, "--admin-port", "0");
            try (RunningDemo demo = RunningDemo.start(command)) {
                assertThat(demo.remainingLines())
                        .anyMatch(line -> line.contains("127.0.0.1:" + port))
                        .anyMatch(line -> line.contains("--port"))
                        .noneMatch(line -> line.startsWith("\tat "));
                assertThat(demo.awaitEnd()).isEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--port x", "--port 70000", "--surprise", "--port 8080 --admin-port 8080"})
    void demo_badUsage_endsWithTwo(String arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("./yatagarasu", "demo"));
        command.addAll(List.of(arguments.split(" ")));
        try (RunningDemo demo = RunningDemo.start(command)) {
            assertThat(demo.remainingLines()).isNotEmpty().noneMatch(line -> line.startsWith("\tat "));
            assertThat(demo.awaitEnd()).isEqualTo(2);
        }
    }

    @Test
    void demo_homes_areTheirOwnersOnly() throws Exception {
        try (RunningDemo demo = RunningDemo.start()) {
            List<String> printed = demo.linesUntil("Ctrl-C");
            String adas = printed.stream()
                    .filter(line -> line.contains("$ADA") && line.contains("/homes/"))
                    .findFirst()
                    .orElseThrow();
            Map<String, String> variables = variables(printed);
            assertThat(status(adas.replace("$ADA", "$EVE").replace("/ada/", "/eve/"), variables))
                    .isEqualTo(200);
            assertThat(status(adas.replace("/ada/", "/eve/"), variables)).isEqualTo(403);
            assertThat(status(adas.replace("/ada/notes.txt", "/ada"), variables))
                    .isEqualTo(403);
            assertThat(status(adas.replaceFirst(" -H \"[^\"]+\"", ""), variables))
                    .isEqualTo(401);
        }
    }

    private static int status(String line, Map<String, String> variables) throws Exception {
        return CurlCommand.parse(line, variables).run().statusCode();
    }

    /** What a shell would know after the assignments among the lines. */
    private static Map<String, String> variables(List<String> lines) {
        return lines.stream()
                .filter(line -> line.matches("  [A-Z]+=\\S+"))
                .map(line -> line.strip().split("=", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }

    private static HttpResponse<byte[]> awaitReady(CurlCommand curl) throws Exception {
        HttpResponse<byte[]> response = curl.run();
        while (response.statusCode() != 200) {
            response = curl.run();
        }
        return response;
    }

    private static String find(List<String> lines, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(String.join("\n", lines));
        assertThat(matcher.find()).isTrue();
        return URI.create(matcher.group(1)).toString();
    }
}
