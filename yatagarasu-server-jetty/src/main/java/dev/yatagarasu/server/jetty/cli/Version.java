package dev.yatagarasu.server.jetty.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;

/** The versions of this program and of what it runs on. */
final class Version {
    private Version() {}

    static List<String> lines() {
        return List.of(
                "yatagarasu " + ofProgram(),
                "Java %s, %s (%s), %s %s"
                        .formatted(
                                Runtime.version(),
                                System.getProperty("java.vm.name"),
                                System.getProperty("java.vendor"),
                                System.getProperty("os.name"),
                                System.getProperty("os.arch")));
    }

    private static String ofProgram() {
        Properties built = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            if (in != null) {
                built.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return built.getProperty("version", "of unknown version");
    }
}
