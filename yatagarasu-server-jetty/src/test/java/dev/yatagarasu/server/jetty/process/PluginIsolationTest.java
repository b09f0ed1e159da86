package dev.yatagarasu.server.jetty.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.api.Principal;
import dev.yatagarasu.api.policy.AuthorizerFactory;
import dev.yatagarasu.core.StoredObject;
import dev.yatagarasu.core.Yatagarasu;
import dev.yatagarasu.core.config.AuthConfig;
import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.core.config.FilesystemConfig;
import dev.yatagarasu.core.config.YatagarasuConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

/** Plug-ins that bring libraries with them, as they are put into {@code plugins/}. */
class PluginIsolationTest {
    /** Lets somebody in if everything that it looks for is there, and is its own. */
    private static final String POLICY = """
            import dev.yatagarasu.api.config.ConfigNode;
            import dev.yatagarasu.api.plugin.ComponentContext;
            import dev.yatagarasu.api.policy.AccessRequest;
            import dev.yatagarasu.api.policy.Authorizer;
            import dev.yatagarasu.api.policy.AuthorizerFactory;
            import dev.yatagarasu.api.policy.Decision;
            import java.sql.DriverManager;
            import java.util.ServiceLoader;

            public class Policy implements AuthorizerFactory {
                public String type() { return "NAME"; }

                public Authorizer create(ConfigNode settings, ComponentContext context) {
                    return new Authorizer() {
                        public Decision authorize(AccessRequest request) {
                            try {
                                String driver = DriverManager.getDriver("jdbc:NAME:a").getClass().getName();
                                String found = ServiceLoader.load(Library.class).iterator().next().name();
                                return driver.equals("SqlDriver") && found.equals("NAME")
                                    ? new Decision.Allow() : new Decision.Deny(driver + " " + found);
                            } catch (java.sql.SQLException e) {
                                return new Decision.Deny(e.getMessage());
                            }
                        }

                        public void close() {}
                    };
                }
            }
            """;

    private static final String LIBRARY = """
            public class Library {
                public String name() { return "NAME"; }
            }
            """;

    private static final String DRIVER = """
            import java.sql.Connection;
            import java.sql.Driver;
            import java.sql.DriverManager;
            import java.sql.DriverPropertyInfo;
            import java.sql.SQLException;
            import java.util.Properties;
            import java.util.logging.Logger;

            public class SqlDriver implements Driver {
                static {
                    try {
                        DriverManager.registerDriver(new SqlDriver());
                    } catch (SQLException e) {
                        throw new ExceptionInInitializerError(e);
                    }
                }

                public Connection connect(String url, Properties info) { return null; }
                public boolean acceptsURL(String url) { return url.startsWith("jdbc:NAME:"); }
                public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) { return new DriverPropertyInfo[0]; }
                public int getMajorVersion() { return 1; }
                public int getMinorVersion() { return 0; }
                public boolean jdbcCompliant() { return false; }
                public Logger getParentLogger() { return Logger.getGlobal(); }
            }
            """;

    @TempDir
    Path directory;

    @BeforeEach
    void nameTheDirectory() throws IOException {
        System.setProperty(PluginJars.DIRECTORY, plugins().toString());
        Files.createDirectories(plugins());
        Files.writeString(Files.createDirectories(directory.resolve("files")).resolve("a.txt"), "hello");
    }

    @AfterEach
    void forget() {
        System.clearProperty(PluginJars.DIRECTORY);
    }

    private Path plugins() {
        return directory.resolve("plugins");
    }

    private PluginSources sources(String name) {
        return new PluginSources(directory.resolve("work-" + name));
    }

    /** A folder with three jars: the plug-in, a library that it uses and a driver. */
    private void folder(String name) throws IOException {
        Path folder = plugins().resolve(name);
        Path library = sources(name + "-library")
                .type("Library", LIBRARY.replace("NAME", name))
                .jar(folder.resolve("library.jar"), Map.of());
        sources(name)
                .type("Policy", POLICY.replace("NAME", name))
                .jar(folder.resolve("policy.jar"), Map.of(AuthorizerFactory.class, "Policy"), library);
        sources(name + "-driver")
                .type("SqlDriver", DRIVER.replace("NAME", name))
                .jar(folder.resolve("driver.jar"), Map.of(Driver.class, "SqlDriver"));
        try (JarOutputStream services = new JarOutputStream(Files.newOutputStream(folder.resolve("services.jar")))) {
            PluginSources.add(services, "Library", "Library");
        }
    }

    /** The same in one jar. */
    private void jar(String name) throws IOException {
        sources(name)
                .type("Policy", POLICY.replace("NAME", name))
                .type("Library", LIBRARY.replace("NAME", name))
                .type("SqlDriver", DRIVER.replace("NAME", name))
                .jar(
                        plugins().resolve(name + ".jar"),
                        Map.of(AuthorizerFactory.class, "Policy", Driver.class, "SqlDriver"));
    }

    private BucketConfig bucket(String plugin) {
        return BucketConfig.protectedBucket(
                        plugin,
                        "/" + plugin,
                        new FilesystemConfig(directory.resolve("files")),
                        AuthConfig.builder().provider(plugin, Map.of()).build())
                .build();
    }

    private static void assertReads(Yatagarasu engine, String bucket) throws IOException {
        try (StoredObject object =
                engine.get(bucket, "a.txt", Principal.of("ann")).orElseThrow()) {
            assertThat(object.body().readAllBytes()).asString().isEqualTo("hello");
        }
    }

    @Test
    void serve_pluginsWithDriversAndLibrariesOfTheSameNames_eachFindsItsOwn() throws Exception {
        folder("one");
        folder("two");
        YatagarasuConfig config = YatagarasuConfig.builder()
                .bucket(bucket("one"))
                .bucket(bucket("two"))
                .build();
        try (PluginJars jars = PluginJars.open();
                Yatagarasu engine = Yatagarasu.builder()
                        .config(config)
                        .plugins(jars.loaders())
                        .build()) {
            assertThat(jars.loaders()).hasSize(3);
            assertReads(engine, "one");
            assertReads(engine, "two");
        }
    }

    @Test
    void loaders_jarsBesideEachOther_doNotSeeEachOther() throws Exception {
        jar("one");
        jar("two");
        try (PluginJars jars = PluginJars.open()) {
            Class<?> one = jars.loaders()[1].loadClass("Library");
            Class<?> two = jars.loaders()[2].loadClass("Library");
            assertThat(one).isNotSameAs(two);
            assertThat(one.getMethod("name").invoke(one.getConstructor().newInstance()))
                    .isEqualTo("one");
            assertThat(two.getMethod("name").invoke(two.getConstructor().newInstance()))
                    .isEqualTo("two");
            assertThatThrownBy(() -> jars.loaders()[0].loadClass("Library")).isInstanceOf(ClassNotFoundException.class);
        }
    }

    @Test
    void loader_copiesOfWhatTheServerHas_areUsedButForWhatBothShare() throws Exception {
        Path folder = plugins().resolve("copies");
        Files.createDirectories(folder);
        for (Class<?> copied : new Class<?>[] {Yatagarasu.class, Principal.class, Logger.class}) {
            Path jar = Path.of(
                    copied.getProtectionDomain().getCodeSource().getLocation().toURI());
            copy(jar, folder.resolve(copied.getSimpleName() + ".jar"));
        }
        try (PluginJars jars = PluginJars.open()) {
            ClassLoader plugin = jars.loaders()[1];
            assertThat(plugin.loadClass(Yatagarasu.class.getName())).isNotSameAs(Yatagarasu.class);
            assertThat(plugin.loadClass(Principal.class.getName())).isSameAs(Principal.class);
            assertThat(plugin.loadClass(Logger.class.getName())).isSameAs(Logger.class);
            assertThat(plugin.loadClass("java.sql.Driver")).isSameAs(Driver.class);
        }
    }

    /** A jar, or a jar of a directory of classes. */
    private static void copy(Path from, Path to) throws IOException {
        if (Files.isRegularFile(from)) {
            Files.copy(from, to);
            return;
        }
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(to));
                Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                jar.putNextEntry(new JarEntry(from.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, jar);
            }
        }
    }

    @Test
    void open_folderWithADamagedJar_isNamed() throws IOException {
        Path damaged = Files.writeString(
                Files.createDirectories(plugins().resolve("one")).resolve("damaged.jar"), "this is no jar");
        assertThatThrownBy(PluginJars::open)
                .isInstanceOf(IOException.class)
                .hasMessageContaining(damaged + " cannot be read as a jar");
    }

    @Test
    void open_folderWithoutJars_isNoPlugin() throws IOException {
        Files.writeString(Files.createDirectories(plugins().resolve("notes")).resolve("README.md"), "no jar");
        try (PluginJars jars = PluginJars.open()) {
            assertThat(jars.loaders()).hasSize(1);
        }
    }
}
