package dev.yatagarasu.server.jetty.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.storage.StorageBackendFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Jars of plug-ins dropped into {@code plugins/} of a copy of the distribution. */
@Timeout(120)
class PluginIT {
    private static final String PACKAGE = "/dev/yatagarasu/server/jetty/distribution/";

    @TempDir
    Path home;

    @BeforeEach
    void copyDistribution() throws IOException {
        try (Stream<Path> files = Files.walk(Program.HOME)) {
            for (Path file : files.filter(file -> !file.equals(Program.HOME)).toList()) {
                Path copy = home.resolve(Program.HOME.relativize(file).toString());
                Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    @Test
    void serve_jarInPlugins_servesItsStorage() throws Exception {
        plugin("greeting.jar", "GreetingStorageFactory", "GreetingStorageFactory$Greetings");
        try (Program program = Program.serve(home, Map.of(), config("type: greeting, word: hello"))) {
            assertThat(program.get("/greetings/world").body()).isEqualTo("hello world");
        }
    }

    @Test
    void check_settingsThePluginDoesNotKnow_areProblemsWithTheirPath() throws Exception {
        plugin("greeting.jar", "GreetingStorageFactory", "GreetingStorageFactory$Greetings");
        assertThat(refused(config("type: greeting, wort: hello")))
                .anyMatch(line -> line.contains("line 6, buckets[0].storage.wort: is not known here; did you mean"))
                .noneMatch(line -> line.contains("is missing"));
        assertThat(refused(config("type: greeting")))
                .anyMatch(line -> line.contains("line 6, buckets[0].storage.word: is missing"));
    }

    @Test
    void check_typeNobodyHas_listsTheTypesThereAre() throws Exception {
        plugin("greeting.jar", "GreetingStorageFactory", "GreetingStorageFactory$Greetings");
        assertThat(refused(config("type: greting")))
                .anyMatch(line -> line.contains("\"greting\"") && line.contains("filesystem, greeting, s3"));
    }

    @Test
    void check_typeThatTwoClaim_namesBothJars() throws Exception {
        plugin("one.jar", "GreetingStorageFactory", "GreetingStorageFactory$Greetings");
        plugin("two.jar", "OtherGreetingStorageFactory", "GreetingStorageFactory", "GreetingStorageFactory$Greetings");
        assertThat(refused(config("type: greeting, word: hello")))
                .anyMatch(line -> line.contains("one.jar") && line.contains("two.jar") && line.contains("greeting"));
    }

    @Test
    void check_jarThatNamesAMissingClass_isRefusedInWords() throws Exception {
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(home.resolve("plugins/broken.jar")))) {
            service(jar, "com.example.Missing");
        }
        assertThat(refused(config("type: greeting, word: hello")))
                .anyMatch(line -> line.contains("com.example.Missing") && line.contains("remove or replace its jar"));
    }

    @Test
    void check_jarThatLacksAClass_isRefusedInWords() throws Exception {
        plugin("greeting.jar", "GreetingStorageFactory");
        assertThat(refused(config("type: greeting, word: hello")))
                .anyMatch(line -> line.contains("Greetings") && line.contains("lacks a class"));
    }

    @Test
    void check_fileThatIsNoJar_isNamed() throws Exception {
        Files.writeString(home.resolve("plugins/damaged.jar"), "no jar");
        assertThat(refused(config("type: greeting, word: hello"))).anyMatch(line -> line.contains("damaged.jar"));
    }

    private List<String> refused(Path config) throws Exception {
        try (Program program = Program.start(home, Map.of(), "check", "--config", config.toString())) {
            assertThat(program.awaitEnd())
                    .as(String.join("\n", program.lines()))
                    .isEqualTo(2);
            assertThat(program.lines()).noneMatch(line -> line.startsWith("\tat "));
            return program.lines();
        }
    }

    private Path config(String storage) throws IOException {
        return Files.writeString(home.resolve("config.yaml"), """
                server: { address: "127.0.0.1:0" }
                admin: { address: "127.0.0.1:0" }
                buckets:
                  - name: greetings
                    path_prefix: /greetings
                    storage: { %s }
                    auth: { enabled: false }
                """.formatted(storage));
    }

    /** Makes a jar of classes of this package, the first of which is the factory. */
    private void plugin(String name, String factory, String... others) throws IOException {
        try (JarOutputStream jar = new JarOutputStream(
                Files.newOutputStream(home.resolve("plugins").resolve(name)))) {
            service(jar, (PACKAGE + factory).substring(1).replace('/', '.'));
            add(jar, factory);
            for (String other : others) {
                add(jar, other);
            }
        }
    }

    private static void service(JarOutputStream jar, String factory) throws IOException {
        jar.putNextEntry(new JarEntry("META-INF/services/" + StorageBackendFactory.class.getName()));
        jar.write(factory.getBytes(StandardCharsets.UTF_8));
    }

    private static void add(JarOutputStream jar, String type) throws IOException {
        String file = PACKAGE + type + ".class";
        jar.putNextEntry(new JarEntry(file.substring(1)));
        try (InputStream in = PluginIT.class.getResourceAsStream(file)) {
            Objects.requireNonNull(in, file).transferTo(jar);
        }
    }
}
