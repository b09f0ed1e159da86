package dev.yatagarasu.examples.quickstart;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A {@code curl} line as people paste it, run by the JDK's client; knows the few options that the docs use. */
final class CurlCommand {
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");
    private static final Pattern VARIABLE = Pattern.compile("\\$([A-Z]+)");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final HttpRequest request;
    private final boolean showsHeaders;

    private CurlCommand(HttpRequest request, boolean showsHeaders) {
        this.request = request;
        this.showsHeaders = showsHeaders;
    }

    static CurlCommand parse(String line) {
        return parse(line, Map.of());
    }

    /** Reads a line that may hold shell variables, in double quotes. */
    static CurlCommand parse(String line, Map<String, String> variables) {
        return of(words(line, variables));
    }

    private static List<String> words(String line, Map<String, String> variables) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(line.strip());
        while (matcher.find()) {
            if (matcher.group(2) != null) {
                words.add(VARIABLE.matcher(matcher.group(2))
                        .replaceAll(found -> variables.getOrDefault(found.group(1), "")));
            } else {
                words.add(matcher.group(1) == null ? matcher.group(3) : matcher.group(1));
            }
        }
        return words;
    }

    private static CurlCommand of(List<String> words) {
        HttpRequest.Builder request = HttpRequest.newBuilder();
        boolean showsHeaders = false;
        for (int i = 1; i < words.size(); i++) {
            switch (words.get(i)) {
                case "-I" -> {
                    request.HEAD();
                    showsHeaders = true;
                }
                case "-i" -> showsHeaders = true;
                case "-s" -> {}
                case "-o" -> i++;
                case "-r" -> request.header("Range", "bytes=" + words.get(++i));
                case "-H" -> {
                    String[] field = words.get(++i).split(": ", 2);
                    request.header(field[0], field[1]);
                }
                default -> request.uri(URI.create(words.get(i)));
            }
        }
        return new CurlCommand(request.build(), showsHeaders);
    }

    boolean showsHeaders() {
        return showsHeaders;
    }

    URI uri() {
        return request.uri();
    }

    /** The same command to another port. */
    CurlCommand toPort(int port) {
        URI moved = URI.create(uri().toString().replace(":" + uri().getPort(), ":" + port));
        return new CurlCommand(
                HttpRequest.newBuilder(request, (name, value) -> true)
                        .uri(moved)
                        .build(),
                showsHeaders);
    }

    HttpResponse<byte[]> run() throws IOException, InterruptedException {
        return HTTP.send(request, BodyHandlers.ofByteArray());
    }

    /** What curl would print: the body, and with {@code -i} or {@code -I} the headers (names in lower case) before it. */
    List<String> output() throws IOException, InterruptedException {
        HttpResponse<byte[]> response = run();
        List<String> lines = new ArrayList<>();
        if (showsHeaders) {
            lines.add("http/1.1 " + response.statusCode());
            response.headers()
                    .map()
                    .forEach((name, values) -> lines.add(name.toLowerCase(Locale.ROOT) + ": " + values.getFirst()));
            lines.add("");
        }
        new String(response.body(), StandardCharsets.UTF_8).lines().forEach(lines::add);
        return lines;
    }
}
