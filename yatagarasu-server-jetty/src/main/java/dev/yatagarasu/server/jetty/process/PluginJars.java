package dev.yatagarasu.server.jetty.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The plug-ins in the directory that the system property {@value #DIRECTORY} names (the launcher sets it): each jar in it is one,
 * and each folder with jars in it is one. Every plug-in has a class loader of its own, below that of the server. No directory means
 * no plug-ins beside those on the class path.
 */
public final class PluginJars implements AutoCloseable {
    /** The system property that names the directory. */
    public static final String DIRECTORY = "yatagarasu.plugins.directory";

    private static final ClassLoader SERVER = PluginJars.class.getClassLoader();

    private final String directory;
    private final List<PluginLoader> plugins = new ArrayList<>();

    private PluginJars(String directory) {
        this.directory = directory;
    }

    /**
     * Opens all plug-ins, in the order of their names.
     *
     * @throws IOException naming the file, if a jar is none or cannot be read
     */
    public static PluginJars open() throws IOException {
        PluginJars opened = new PluginJars(System.getProperty(DIRECTORY, ""));
        try {
            opened.openAll();
            return opened;
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private void openAll() throws IOException {
        for (Path entry : directory.isEmpty() ? List.<Path>of() : entries(Path.of(directory))) {
            List<Path> jars = Files.isDirectory(entry) ? entries(entry) : List.of(entry);
            List<URL> urls = new ArrayList<>();
            for (Path jar : jars) {
                if (jar.toString().endsWith(".jar") && Files.isRegularFile(jar)) {
                    check(jar);
                    urls.add(jar.toUri().toURL());
                }
            }
            if (!urls.isEmpty()) {
                PluginLoader plugin = new PluginLoader(entry.getFileName().toString(), urls, SERVER);
                plugins.add(plugin);
                JdbcDrivers.register(plugin);
            }
        }
    }

    private static List<Path> entries(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** A class loader would pass over a damaged jar in silence. */
    private static void check(Path jar) throws IOException {
        try {
            new JarFile(jar.toFile()).close();
        } catch (IOException e) {
            throw new IOException(jar + " cannot be read as a jar (" + e.getMessage() + "): remove or replace it", e);
        }
    }

    /** The directory, or an empty text where none is set. */
    public String directory() {
        return directory;
    }

    /** Sees the plug-ins that come with the server, then each of the others. */
    public ClassLoader[] loaders() {
        return Stream.concat(Stream.of(SERVER), plugins.stream()).toArray(ClassLoader[]::new);
    }

    @Override
    public void close() {
        for (PluginLoader plugin : plugins.reversed()) {
            try {
                plugin.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
