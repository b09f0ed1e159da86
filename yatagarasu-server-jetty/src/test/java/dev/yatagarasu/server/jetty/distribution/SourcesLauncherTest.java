package dev.yatagarasu.server.jetty.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When {@code ./yatagarasu} of the sources builds anew, in a copy of the tree with a Maven that only says so. */
@Timeout(60)
class SourcesLauncherTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String SERVER = "yatagarasu-server-jetty";
    private static final FileTime BEFORE = FileTime.from(Instant.parse("2025-01-01T00:00:00Z"));
    private static final FileTime BUILT = FileTime.from(Instant.parse("2025-01-02T00:00:00Z"));
    private static final FileTime AFTER = FileTime.from(Instant.parse("2025-01-03T00:00:00Z"));
    private static final FileTime LATER = FileTime.from(Instant.parse("2025-01-04T00:00:00Z"));

    @TempDir
    Path directory;

    @BeforeEach
    void copyTree() throws IOException {
        copy(Path.of("yatagarasu"));
        copy(Path.of(SERVER, "src/main/dist/bin/launcher.sh"));
        copy(Path.of("pom.xml"));
        for (String module : modules()) {
            copy(Path.of(module, "pom.xml"));
            write(Path.of(module, "src/main/java/Source.java"), BEFORE);
            write(Path.of(module, "src/test/java/SourceTest.java"), BEFORE);
        }
        write(Path.of(SERVER, "src/assembly/distribution.xml"), BEFORE);
        write(Path.of(SERVER, "target/yatagarasu-server-jetty-1.jar"), BUILT);
        script(Path.of(SERVER, "target/distribution/bin/yatagarasu"), "echo running \"$@\"");
        script(Path.of("path/mvn"), "echo building");
    }

    private static List<String> modules() throws IOException {
        try (Stream<Path> files = Files.list(ROOT)) {
            return files.filter(module -> Files.exists(module.resolve("pom.xml")))
                    .map(module -> module.getFileName().toString())
                    .filter(module -> module.startsWith("yatagarasu-"))
                    .sorted()
                    .toList();
        }
    }

    static List<String> serverModules() throws IOException {
        return modules().stream()
                .filter(module ->
                        !List.of("yatagarasu-bench", "yatagarasu-testkit").contains(module))
                .toList();
    }

    private void copy(Path file) throws IOException {
        Path to = directory.resolve(file);
        Files.createDirectories(to.getParent());
        Files.copy(ROOT.resolve(file), to);
        Files.setLastModifiedTime(to, BEFORE);
    }

    private void write(Path file, FileTime time) throws IOException {
        Path to = directory.resolve(file);
        Files.createDirectories(to.getParent());
        Files.writeString(to, "");
        Files.setLastModifiedTime(to, time);
    }

    private void script(Path file, String text) throws IOException {
        write(file, BEFORE);
        Path to = directory.resolve(file);
        Files.writeString(to, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String run() throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(directory.resolve("yatagarasu").toString(), "version").redirectErrorStream(true);
        builder.environment().remove("YATAGARASU_BUILD");
        builder.environment().merge("PATH", directory.resolve("path").toString(), (old, own) -> own + ":" + old);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("running version");
        return output;
    }

    @Test
    void start_nothingChanged_buildsNothing() throws Exception {
        assertThat(serverModules()).contains("yatagarasu-auth-opa", "yatagarasu-cache-redis");
        write(Path.of("yatagarasu-core/src/test/java/SourceTest.java"), AFTER);
        write(Path.of("yatagarasu-bench/src/main/java/Source.java"), AFTER);
        assertThat(run()).doesNotContain("building");
    }

    @ParameterizedTest
    @MethodSource("serverModules")
    void start_moduleOfTheServerChanged_buildsIt(String module) throws Exception {
        write(Path.of(module, "src/main/java/Source.java"), AFTER);
        assertThat(run()).contains("building " + SERVER);
    }

    @ParameterizedTest
    @MethodSource("serverModules")
    void start_pomOfAModuleChanged_buildsIt(String module) throws Exception {
        Files.setLastModifiedTime(directory.resolve(module).resolve("pom.xml"), AFTER);
        assertThat(run()).contains("building " + SERVER);
    }

    /** They come before the server's own in the order of names, and are as new as the release. */
    @ParameterizedTest
    @ValueSource(strings = {"javadoc", "sources"})
    void start_changedBeforeAnotherJarOfAReleaseWasMade_buildsAllTheSame(String kind) throws Exception {
        write(Path.of(SERVER, "target/yatagarasu-server-jetty-1-" + kind + ".jar"), LATER);
        write(Path.of("yatagarasu-core/src/main/java/Source.java"), AFTER);
        assertThat(run()).contains("building " + SERVER);
    }
}
