package dev.yatagarasu.server.jetty.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginJarsTest {
    @TempDir
    Path directory;

    @AfterEach
    void forget() {
        System.clearProperty(PluginJars.DIRECTORY);
    }

    @Test
    void open_directoryWithJars_loaderSeesTheirContentAndTheServer() throws Exception {
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(directory.resolve("a.jar")))) {
            jar.putNextEntry(new JarEntry("greeting.txt"));
            jar.write("hello".getBytes(StandardCharsets.UTF_8));
        }
        Files.writeString(directory.resolve("README.md"), "no jar");
        System.setProperty(PluginJars.DIRECTORY, directory.toString());
        try (PluginJars plugins = PluginJars.open()) {
            ClassLoader plugin = plugins.loaders()[1];
            assertThat(plugin.getResource("greeting.txt")).isNotNull();
            assertThat(plugin.loadClass(PluginJars.class.getName())).isSameAs(PluginJars.class);
        }
    }

    @Test
    void open_damagedJar_isNamed() throws IOException {
        Path damaged = Files.writeString(directory.resolve("damaged.jar"), "this is no jar");
        System.setProperty(PluginJars.DIRECTORY, directory.toString());
        assertThatThrownBy(PluginJars::open)
                .isInstanceOf(IOException.class)
                .hasMessageContaining(damaged + " cannot be read as a jar")
                .hasMessageContaining("remove or replace it");
    }

    @Test
    void open_noDirectory_hasNoPlugins() throws IOException {
        System.setProperty(PluginJars.DIRECTORY, directory.resolve("none").toString());
        try (PluginJars plugins = PluginJars.open()) {
            assertThat(plugins.loaders()).containsExactly(PluginJars.class.getClassLoader());
        }
    }
}
