package dev.yatagarasu.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.core.Yatagarasu;
import dev.yatagarasu.core.config.YatagarasuConfig;
import dev.yatagarasu.examples.quickstart.Document.Block;
import dev.yatagarasu.examples.quickstart.Document.Step;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The documents do what they say: every command line, {@code curl} line, output and configuration. */
@Timeout(300)
class DocsIT {
    private static final Set<String> NOT_IN_THE_DEMO = Set.of(
            "yatagarasu_rate_limited_total", "yatagarasu_ip_blocked_total", "yatagarasu_storage_failovers_total");

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "README.md, ''",
        "docs/running.md, " + DocsSession.DISTRIBUTION,
        "examples/plugin-authenticator/README.md, ''",
        "examples/plugin-authorizer/README.md, ''",
        "examples/plugin-storage/README.md, ''"
    })
    void document_commands_printWhatIsShown(String name, String start) throws Exception {
        int commands = 0;
        try (DocsSession session = new DocsSession(directory, start)) {
            for (Block block : Document.read(RunningDemo.ROOT.resolve(name)).blocks()) {
                switch (block.language()) {
                    case "yaml" -> session.save(block.text());
                    case "sh", "console" -> {
                        for (Step step : block.steps()) {
                            session.run(step);
                            commands++;
                        }
                    }
                    default -> {}
                }
            }
        }
        assertThat(commands).isGreaterThan(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "docs/running.md",
                "examples/plugin-authenticator/README.md",
                "examples/plugin-authorizer/README.md",
                "examples/plugin-storage/README.md"
            })
    void document_wholeConfigurations_load(String name) throws IOException {
        for (Block block : Document.read(RunningDemo.ROOT.resolve(name)).blocks()) {
            if (block.language().equals("yaml") && block.lines().contains("buckets:")) {
                assertThat(YatagarasuConfig.parse(block.text()).buckets()).isNotEmpty();
            }
        }
    }

    /** Redis need not be there for an engine to start; whatever is wrong in its settings stops it all the same. */
    @Test
    void caching_configurations_start() throws IOException {
        String buckets = "";
        int started = 0;
        for (Block block :
                Document.read(RunningDemo.ROOT.resolve("docs/caching.md")).blocks()) {
            if (block.language().equals("yaml")) {
                String text = onLoopback(block.text());
                buckets = text.startsWith("buckets:") ? text.substring(0, text.indexOf("\ncache:") + 1) : buckets;
                String whole = text.startsWith("buckets:") ? text : buckets + text;
                try (Yatagarasu engine = Yatagarasu.builder()
                        .config(YatagarasuConfig.parse(whole))
                        .build()) {
                    assertThat(engine.cache().invalidation()).isPresent();
                    started++;
                }
            }
        }
        assertThat(started).isEqualTo(3);
    }

    /** The same with nobody to ask but this machine, at ports where nobody listens. */
    private String onLoopback(String yaml) {
        String near = yaml.replace(
                        "/var/cache/yatagarasu", directory.resolve("cache").toString())
                .replace("region: eu-central-1\n", "region: eu-central-1\n      endpoint: \"http://127.0.0.1:1\"\n")
                .replaceAll("10\\.0\\.0\\.\\d:\\d+", "127.0.0.1:1")
                .replace("localhost:6379", "127.0.0.1:1");
        assertThat(near).doesNotContainPattern("10\\.0\\.|localhost");
        return near;
    }

    /** Those of guards and of failovers are there only where a bucket has guards or replicas; the demo has none. */
    @Test
    void running_metrics_areThoseThereAre() throws Exception {
        List<String> documented =
                matches("`(yatagarasu_[a-z_]+)`", Files.readString(RunningDemo.ROOT.resolve("docs/running.md")))
                        .stream()
                        .filter(name -> !NOT_IN_THE_DEMO.contains(name))
                        .toList();
        try (RunningDemo demo = RunningDemo.start()) {
            List<String> printed = demo.linesUntil("Ctrl-C").stream()
                    .filter(line -> line.startsWith("  curl "))
                    .toList();
            CurlCommand.parse(printed.getFirst()).run();
            HttpResponse<byte[]> metrics = CurlCommand.parse(printed.getLast()).run();
            String text = new String(metrics.body(), StandardCharsets.UTF_8);
            assertThat(matches("(?m)^# TYPE (yatagarasu_\\w+)", text)).containsExactlyInAnyOrderElementsOf(documented);
        }
    }

    @Test
    void architecture_classes_areThoseThereAre() throws IOException {
        List<String> sources;
        try (Stream<Path> files = Files.walk(RunningDemo.ROOT)) {
            sources = files.map(file -> file.getFileName().toString()).toList();
        }
        String text = Files.readString(RunningDemo.ROOT.resolve("docs/architecture.md"));
        List<String> named = matches("`([A-Z][A-Za-z0-9]+)(?:\\.[A-Za-z]+)?`", text);
        assertThat(named).hasSizeGreaterThan(20);
        assertThat(sources)
                .containsAll(named.stream().map(type -> type + ".java").toList());
    }

    private static List<String> matches(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .distinct()
                .toList();
    }
}
