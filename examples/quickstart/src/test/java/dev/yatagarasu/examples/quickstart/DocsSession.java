package dev.yatagarasu.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.examples.quickstart.Document.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Types what a document says, one command after the other, in what looks like a checkout. Servers get free ports in place of
 * 8080 and 9090, and {@code curl} lines go to the server that was started last.
 */
final class DocsSession implements AutoCloseable {
    /** Where the distribution is in a checkout. */
    static final String DISTRIBUTION = "yatagarasu-server-jetty/target/distribution";

    private static final Pattern DEMO = Pattern.compile("listens on \\S+:(\\d+), its admin port is \\S+:(\\d+)\\.");
    private static final Pattern SERVE = Pattern.compile(" port (\\d+), admin (?:port )?(\\d+|off)$");
    private static final Pattern ASSIGNMENT = Pattern.compile("([A-Z]+)=(\\S+)");

    private final List<RunningDemo> started = new ArrayList<>();
    private final Map<String, String> variables = new HashMap<>();
    private Path directory;
    private int port;
    private int adminPort;

    /** Starts in a directory of a checkout, made in {@code checkout}: with a distribution of its own, and what documents name. */
    DocsSession(Path checkout, String start) throws IOException {
        Path built = RunningDemo.ROOT.resolve(DISTRIBUTION);
        Files.createDirectories(checkout.resolve(DISTRIBUTION).getParent());
        try (Stream<Path> files = Files.walk(built)) {
            for (Path file : files.toList()) {
                Path copy = checkout.resolve(DISTRIBUTION)
                        .resolve(built.relativize(file).toString());
                Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        for (String name : List.of("docs", "examples")) {
            Files.createSymbolicLink(checkout.resolve(name), RunningDemo.ROOT.resolve(name));
        }
        this.directory = checkout.resolve(start);
    }

    /** Saves a file under the name that documents give to configurations. */
    void save(String yaml) throws IOException {
        Files.writeString(directory.resolve("yatagarasu.yaml"), yaml);
    }

    void run(Step step) throws Exception {
        List<String> words = new ArrayList<>(List.of(step.command().split(" ")));
        Matcher assignment = ASSIGNMENT.matcher(step.command());
        if (assignment.matches()) {
            variables.put(assignment.group(1), assignment.group(2));
            return;
        }
        switch (words.getFirst()) {
            case "curl" -> curl(step);
            case "mvn" -> assertThat(words).isIn(List.of("mvn", "verify"), List.of("mvn", "package"));
            case "cd" -> directory = directory.resolve(words.get(1));
            case "cp", "mkdir" ->
                assertThat(start(words).awaitEnd()).as(step.command()).isZero();
            case "./yatagarasu" -> {
                words.set(0, RunningDemo.ROOT.resolve("yatagarasu").toString());
                program(words, step);
            }
            case "bin/yatagarasu" -> program(words, step);
            default -> throw new AssertionError("nobody runs: " + step.command());
        }
    }

    private void program(List<String> words, Step step) throws Exception {
        switch (words.get(1)) {
            case "demo" -> {
                words.addAll(List.of("--port", "0", "--admin-port", "0"));
                remember(DEMO, start(words).linesUntil("listens on"));
            }
            case "serve" -> {
                words.set(3, onFreePorts(directory.resolve(words.get(3))).toString());
                remember(SERVE, start(words).linesUntil("serving "));
            }
            default -> {
                RunningDemo command = start(words);
                assertShown(step, command.remainingLines());
                assertThat(command.awaitEnd()).as(step.command()).isZero();
            }
        }
    }

    private RunningDemo start(List<String> words) throws IOException {
        RunningDemo program = RunningDemo.start(words, directory);
        started.add(program);
        return program;
    }

    private Path onFreePorts(Path config) throws IOException {
        String yaml = Files.readString(config);
        return Files.writeString(
                directory.resolve("free-ports.yaml"),
                yaml.replace(":8080\"", ":0\"").replace(":9090\"", ":0\""));
    }

    private void remember(Pattern ports, List<String> lines) {
        Matcher matcher = ports.matcher(lines.getLast());
        assertThat(matcher.find()).as(lines.toString()).isTrue();
        port = Integer.parseInt(matcher.group(1));
        adminPort = matcher.group(2).equals("off") ? 0 : Integer.parseInt(matcher.group(2));
    }

    private void curl(Step step) throws IOException, InterruptedException {
        CurlCommand written = CurlCommand.parse(step.command(), variables);
        CurlCommand curl = written.toPort(written.uri().getPort() == 9090 ? adminPort : port);
        List<String> output = curl.output();
        while (curl.uri().getPath().equals("/ready") && output.getFirst().contains("starting")) {
            output = curl.output();
        }
        if (curl.showsHeaders()) {
            for (String line : step.shown()) {
                assertThat(output)
                        .as(step.command())
                        .anyMatch(printed -> printed.equalsIgnoreCase(withoutReason(line)));
            }
        } else {
            assertShown(step, output);
        }
    }

    private static String withoutReason(String line) {
        return line.startsWith("HTTP/1.1 ") ? line.substring(0, "HTTP/1.1 200".length()) : line;
    }

    /** Dots stand for any text, on a line of their own for any lines. */
    private static void assertShown(Step step, List<String> output) {
        StringBuilder pattern = new StringBuilder();
        for (String line : step.shown()) {
            pattern.append(
                    line.strip().equals("...") ? "(?s:.*)" : Pattern.quote(line).replace("...", "\\E.*\\Q") + "\n");
        }
        assertThat(String.join("\n", output) + "\n").as(step.command()).matches(pattern.toString());
    }

    @Override
    public void close() {
        for (RunningDemo program : started) {
            program.close();
        }
    }
}
