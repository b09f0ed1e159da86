package dev.yatagarasu.server.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.testkit.OriginObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The calls that {@code docs/admin-api.md} shows are answered as it shows, in its order. */
class AdminApiDocsTest {
    private static final Path PAGE = Path.of("..", "docs", "admin-api.md");
    private static final Pattern BLOCK = Pattern.compile("```console\n(.*?)```", Pattern.DOTALL);
    private static final Pattern STEP = Pattern.compile("\\$ (curl .*)\n((?:(?!\\$ ).*\n)*)");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
    /** White space between the tokens of JSON. */
    private static final Pattern SPACE = Pattern.compile("(\"(?:[^\"\\\\]|\\\\.)*\")|\\s+");

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void page_everyCall_isAnsweredAsShown() throws Exception {
        try (Served served = Served.withOneBucket()) {
            for (String name : List.of("2024.txt", "2025.txt", "2026.txt")) {
                byte[] content = ("Report " + name.substring(0, 4) + "\n").getBytes(StandardCharsets.UTF_8);
                served.origin.put(
                        "data",
                        "reports/" + name,
                        OriginObject.of(content, "text/plain").with("x-amz-meta-cache-tag", "yearly"));
            }
            served.get("/files/reports/2026.txt");
            served.get("/files/reports/2026.txt");
            served.awaitDone();
            served.awaitDone();
            int steps = 0;
            Matcher blocks = BLOCK.matcher(Files.readString(PAGE));
            while (blocks.find()) {
                Matcher step = STEP.matcher(blocks.group(1));
                while (step.find()) {
                    assertAnswer(step.group(1), step.group(2), served.adminPort());
                    steps++;
                }
            }
            assertThat(steps).isGreaterThan(10);
        }
    }

    private void assertAnswer(String curl, String shown, int port) throws Exception {
        String wanted = Pattern.quote(tokens(shown)).replace("...", "\\E.*?\\Q");
        HttpRequest request = request(curl, port);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        String answer = tokens(body(request));
        while (answer.contains("\"state\":\"running\"") && request.method().equals("GET")) {
            assertThat(System.nanoTime()).as(answer).isLessThan(deadline);
            answer = tokens(body(request));
        }
        assertThat(answer).as(curl).matches(wanted);
    }

    private String body(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.ofString()).body();
    }

    private static String tokens(String json) {
        return SPACE.matcher(json)
                .replaceAll(found -> found.group(1) == null ? "" : Matcher.quoteReplacement(found.group(1)));
    }

    private static HttpRequest request(String curl, int port) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(curl);
        while (matcher.find()) {
            words.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
        }
        HttpRequest.Builder request = HttpRequest.newBuilder();
        String method = "GET";
        var body = BodyPublishers.noBody();
        for (int i = 1; i < words.size(); i++) {
            switch (words.get(i)) {
                case "-X" -> method = words.get(++i);
                case "-d" -> body = BodyPublishers.ofString(words.get(++i));
                case "-H" -> {
                    String[] field = words.get(++i).split(": ", 2);
                    request.header(field[0], field[1]);
                }
                default -> request.uri(URI.create(words.get(i).replace(":9090", ":" + port)));
            }
        }
        return request.method(method, body).build();
    }
}
