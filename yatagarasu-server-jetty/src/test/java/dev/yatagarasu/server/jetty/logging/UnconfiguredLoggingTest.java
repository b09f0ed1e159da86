package dev.yatagarasu.server.jetty.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A program that says nothing about logging does not print what its libraries say while they debug. */
class UnconfiguredLoggingTest {
    @Test
    void logging_noFile_isInfoAndWarnForTheHttpLibraries() throws Exception {
        try (URLClassLoader program = new URLClassLoader(
                withoutTests(System.getProperty("java.class.path")), ClassLoader.getPlatformClassLoader())) {
            assertThat(isEnabled(program, "com.example", "isInfoEnabled")).isTrue();
            assertThat(isEnabled(program, "com.example", "isDebugEnabled")).isFalse();
            for (String library : List.of("org.eclipse.jetty", "org.apache.hc")) {
                assertThat(isEnabled(program, library, "isWarnEnabled")).isTrue();
                assertThat(isEnabled(program, library, "isInfoEnabled")).isFalse();
            }
        }
    }

    /** The tests have a file for logback. */
    private static URL[] withoutTests(String classPath) throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            if (!Path.of(entry).endsWith("test-classes")) {
                urls.add(Path.of(entry).toUri().toURL());
            }
        }
        return urls.toArray(URL[]::new);
    }

    private static boolean isEnabled(ClassLoader program, String logger, String level) throws Exception {
        Object found = program.loadClass("org.slf4j.LoggerFactory")
                .getMethod("getLogger", String.class)
                .invoke(null, logger);
        return (boolean) program.loadClass("org.slf4j.Logger").getMethod(level).invoke(found);
    }

    @Test
    void logging_fileOnTheClassPath_comesFirst() throws Exception {
        LoggerContext context = new LoggerContext();
        new ContextInitializer(context).autoConfig(UnconfiguredLoggingTest.class.getClassLoader());
        assertThat(context.getLogger("com.example").getEffectiveLevel()).isEqualTo(Level.WARN);
        assertThat(context.getLogger("org.eclipse.jetty").getLevel()).isNull();
    }
}
