package dev.yatagarasu.core.internal.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Makes plug-ins out of sources, in a class loader of their own. */
final class CompiledPlugin {
    private CompiledPlugin() {}

    /** The loader of one class, named as factory of each of these types. */
    static URLClassLoader of(Path directory, String name, String source, Class<?>... types) throws IOException {
        Path file = Files.writeString(Files.createDirectories(directory).resolve(name + ".java"), source);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        assumeThat(compiler).as("this Java has no compiler").isNotNull();
        StringWriter said = new StringWriter();
        boolean compiled = compiler.getTask(
                        said,
                        null,
                        null,
                        List.of("-cp", System.getProperty("java.class.path"), "-proc:none"),
                        null,
                        compiler.getStandardFileManager(null, null, null).getJavaFileObjects(file))
                .call();
        assertThat(compiled).as("%s", said).isTrue();
        Path services = Files.createDirectories(directory.resolve("META-INF/services"));
        for (Class<?> type : types) {
            Files.writeString(services.resolve(type.getName()), name);
        }
        URL[] classes = {directory.toUri().toURL()};
        return new URLClassLoader("of-" + name, classes, CompiledPlugin.class.getClassLoader());
    }
}
