package dev.yatagarasu.server.jetty.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shell functions of the launcher, with JDKs that are only a directory and a script. */
@Timeout(60)
class LauncherTest {
    private static final Path LAUNCHER =
            Path.of("src/main/dist/bin/launcher.sh").toAbsolutePath();

    private final Map<String, String> environment = new TreeMap<>();

    @TempDir
    Path directory;

    @Test
    void findJava_javaHomeNewEnough_isTaken() throws Exception {
        environment.put("JAVA_HOME", jdk("with space/a", "21.0.2").toString());
        place(jdk("newer", "25.0.1"));
        assertThat(found()).isEqualTo("21 " + directory.resolve("with space/a"));
    }

    @Test
    void findJava_javaHomeTooOld_takesTheOneOnThePath() throws Exception {
        environment.put("JAVA_HOME", jdk("old", "17.0.9").toString());
        onPath(jdk("path", "22"));
        place(jdk("newer", "25.0.1"));
        assertThat(found()).isEqualTo("22 " + directory.resolve("path"));
    }

    @Test
    void findJava_pathTooOld_takesTheNewestOfTheUsualPlaces() throws Exception {
        onPath(jdk("old", "1.8.0_392"));
        place(jdk("b", "21"), jdk("c", "25.0.3"), jdk("d", "24.0.1"), jdk("e", "11.0.2"));
        assertThat(found()).isEqualTo("25 " + directory.resolve("c"));
    }

    @Test
    void findJava_noReleaseFile_asksTheJavaItself() throws Exception {
        Path home = jdk("bare", "23.0.1");
        Files.delete(home.resolve("release"));
        environment.put("JAVA_HOME", home.toString());
        assertThat(found()).isEqualTo("23 " + home);
    }

    @Test
    void findJava_none_saysWhereItLooked() throws Exception {
        environment.put("JAVA_HOME", "/nowhere");
        Ran ran = run("find_java");
        assertThat(ran.exitCode).isEqualTo(1);
        assertThat(ran.output)
                .contains("no Java 21 or newer")
                .contains("/nowhere")
                .contains("set JAVA_HOME");
    }

    @Test
    void jdkPlaces_homeWithSdkman_namesItsJdks() throws Exception {
        environment.put("HOME", directory.toString());
        Path home = jdk(".sdkman/candidates/java/25.0.1-tem", "25.0.1");
        assertThat(sh(". '" + LAUNCHER + "'; jdk_places").output.lines()).contains(home.toString());
    }

    @ParameterizedTest
    @CsvSource({"default, 21, false", "default, 25, true", "small, 24, false", "small, 26, true"})
    void jvmOptions_compactHeaders_onlyWhereTheJvmHasThem(String profile, int java, boolean compact) throws Exception {
        assertThat(run("jvm_options " + profile + " " + java).output.contains("+UseCompactObjectHeaders"))
                .isEqualTo(compact);
    }

    @Test
    void jvmOptions_profiles_differ() throws Exception {
        assertThat(run("jvm_options small 25").output).contains("-Xmx32m").contains("-XX:+UseSerialGC");
        assertThat(run("jvm_options default 25").output)
                .doesNotContain("-Xmx32m")
                .contains("-XX:MaxRAMPercentage");
    }

    @Test
    void launch_unknownProfile_isBadUsage() throws Exception {
        environment.put("JAVA_HOME", jdk("a", "21").toString());
        environment.put("YATAGARASU_PROFILE", "huge");
        Ran ran = run("launch jars Main");
        assertThat(ran.exitCode).isEqualTo(2);
        assertThat(ran.output).contains("there is no profile \"huge\"").contains("default or small");
    }

    @ParameterizedTest
    @CsvSource({"small, '', 1", "small, 4, 4", "default, '', none"})
    void launch_smallProfile_keepsNativeMemoryInOnePlace(String profile, String given, String arenas) throws Exception {
        Path home = jdk("a", "25");
        Files.writeString(home.resolve("bin/java"), "#!/bin/sh\necho arenas ${MALLOC_ARENA_MAX:-none}\n");
        environment.put("JAVA_HOME", home.toString());
        environment.put("YATAGARASU_PROFILE", profile);
        if (!given.isEmpty()) {
            environment.put("MALLOC_ARENA_MAX", given);
        }

        assertThat(run("launch jars Main").output).contains("arenas " + arenas);
    }

    @Test
    void launch_javaOpts_comeAfterThoseOfTheProfile() throws Exception {
        environment.put("JAVA_HOME", jdk("a", "25").toString());
        environment.put("JAVA_OPTS", "-Xmx1g -Dpattern=*");
        Ran ran = run("launch 'a b.jar:c.jar' Main 'one argument' two");
        assertThat(ran.exitCode).isZero();
        List<String> arguments = ran.output.lines().toList();
        assertThat(arguments).endsWith("-Xmx1g", "-Dpattern=*", "-cp", "a b.jar:c.jar", "Main", "one argument", "two");
        assertThat(arguments.indexOf("-XX:+ExitOnOutOfMemoryError")).isLessThan(arguments.indexOf("-Xmx1g"));
    }

    private String found() throws Exception {
        Ran ran = run("find_java; echo \"$java_feature $java_home\"");
        assertThat(ran.exitCode).as(ran.output).isZero();
        return ran.output.strip();
    }

    /** Runs a command with the launcher's functions, and {@link #place} instead of the usual places. */
    private Ran run(String command) throws Exception {
        Path places = directory.resolve("places");
        if (!Files.exists(places)) {
            place();
        }
        return sh("set -eu; . '" + LAUNCHER + "'; jdk_places() { cat '" + places + "'; }; " + command);
    }

    private Ran sh(String script) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", script).redirectErrorStream(true);
        builder.environment().keySet().removeAll(List.of("JAVA_HOME", "JAVA_OPTS", "YATAGARASU_PROFILE"));
        builder.environment().put("PATH", directory.resolve("path-bin") + ":" + toolsOnly());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.waitFor(), output);
    }

    private record Ran(int exitCode, String output) {}

    /** A directory for PATH with what the scripts need, and no Java. */
    private Path toolsOnly() throws IOException {
        Path tools = directory.resolve("tools");
        if (!Files.exists(tools)) {
            Files.createDirectory(tools);
            for (String tool : List.of("sed", "cat", "dirname", "readlink", "mkdir", "cksum")) {
                Path found = Files.exists(Path.of("/bin", tool)) ? Path.of("/bin", tool) : Path.of("/usr/bin", tool);
                Files.createSymbolicLink(tools.resolve(tool), found);
            }
        }
        return tools;
    }

    private void onPath(Path home) throws IOException {
        Files.createDirectories(directory.resolve("path-bin"));
        Files.createSymbolicLink(directory.resolve("link"), home.resolve("bin/java"));
        Files.createSymbolicLink(directory.resolve("path-bin/java"), Path.of("../link"));
    }

    private void place(Path... homes) throws IOException {
        Files.write(
                directory.resolve("places"),
                List.of(homes).stream().map(Path::toString).toList());
    }

    /** A JDK whose java prints its version if asked for it, else its arguments, one on a line. */
    private Path jdk(String name, String version) throws IOException {
        Path home = directory.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(
                home.resolve("release"), "IMPLEMENTOR=\"Example\"\nJAVA_VERSION=\"" + version + "\"\nOS_ARCH=\"x\"\n");
        Path java = Files.writeString(home.resolve("bin/java"), """
                #!/bin/sh
                [ "$1" = -version ] && echo 'openjdk version "%s" 2026-01-01' >&2 && exit
                for argument in "$@"; do echo "$argument"; done
                """.formatted(version));
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        return home.toRealPath();
    }
}
