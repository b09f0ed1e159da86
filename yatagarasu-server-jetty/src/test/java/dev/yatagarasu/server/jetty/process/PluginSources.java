package dev.yatagarasu.server.jetty.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Makes jars of sources. Used for one jar. */
final class PluginSources {
    private final Path work;
    private final List<Path> sources = new ArrayList<>();

    /** Compiles in that directory, which must be empty. */
    PluginSources(Path work) {
        this.work = work;
    }

    /** One more class, which has no package. */
    PluginSources type(String name, String source) throws IOException {
        sources.add(Files.writeString(
                Files.createDirectories(work.resolve("source")).resolve(name + ".java"), source));
        return this;
    }

    /** Compiles against those other jars and what this test is run with, and puts the classes into a jar. */
    Path jar(Path jar, Map<Class<?>, String> services, Path... others) throws IOException {
        Path classes = compile(others);
        Files.createDirectories(jar.getParent());
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.list(classes)) {
            for (Path file : files.sorted().toList()) {
                out.putNextEntry(new JarEntry(file.getFileName().toString()));
                Files.copy(file, out);
            }
            for (Map.Entry<Class<?>, String> service : services.entrySet()) {
                add(out, service.getKey().getName(), service.getValue());
            }
        }
        return jar;
    }

    /** Names the provider of a service in a jar. */
    static void add(JarOutputStream jar, String service, String provider) throws IOException {
        jar.putNextEntry(new JarEntry("META-INF/services/" + service));
        jar.write(provider.getBytes(StandardCharsets.UTF_8));
    }

    private Path compile(Path... others) throws IOException {
        Path classes = Files.createDirectories(work.resolve("classes"));
        String classPath = Stream.concat(
                        Stream.of(System.getProperty("java.class.path")),
                        Stream.of(others).map(Path::toString))
                .collect(Collectors.joining(System.getProperty("path.separator")));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        assumeThat(compiler).as("this Java has no compiler").isNotNull();
        StringWriter said = new StringWriter();
        boolean compiled = compiler.getTask(
                        said,
                        null,
                        null,
                        List.of("-cp", classPath, "-proc:none", "-d", classes.toString()),
                        null,
                        compiler.getStandardFileManager(null, null, null).getJavaFileObjectsFromPaths(sources))
                .call();
        assertThat(compiled).as("%s", said).isTrue();
        return classes;
    }
}
