package dev.yatagarasu.server.jetty.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The jars in the directory for plug-ins, which the system property {@value #DIRECTORY} names (the launcher sets it). All
 * of them share one class loader, below that of the server. No directory means no plug-ins beside those on the class path.
 */
public final class PluginJars implements AutoCloseable {
    /** The system property that names the directory. */
    public static final String DIRECTORY = "yatagarasu.plugins.directory";

    private final String directory;
    private final URLClassLoader loader;

    private PluginJars(String directory, URLClassLoader loader) {
        this.directory = directory;
        this.loader = loader;
    }

    /**
     * Opens all jars, in the order of their names.
     *
     * @throws IOException naming the file, if one of them is no jar or cannot be read
     */
    public static PluginJars open() throws IOException {
        String directory = System.getProperty(DIRECTORY, "");
        List<Path> jars = directory.isEmpty() ? List.of() : jars(Path.of(directory));
        URL[] urls = new URL[jars.size()];
        for (int i = 0; i < urls.length; i++) {
            check(jars.get(i));
            urls[i] = jars.get(i).toUri().toURL();
        }
        return new PluginJars(directory, new URLClassLoader("plugins", urls, PluginJars.class.getClassLoader()));
    }

    private static List<Path> jars(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
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

    /** Sees the plug-ins, and the server's own classes. */
    public ClassLoader loader() {
        return loader;
    }

    @Override
    public void close() {
        try {
            loader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
