package dev.yatagarasu.examples.archive;

import dev.yatagarasu.api.config.ConfigNode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * The settings, which stand in {@code storage} beside the type.
 *
 * @param file the ZIP file
 */
record ZipConfig(Path file) {
    private static final String FILE = "file";

    /**
     * Reads the settings. What is wrong with them is noted in the node, not thrown, so that people see all problems of their
     * file at once; the server throws away what was made then.
     */
    static ZipConfig read(ConfigNode settings) {
        String file = settings.requiredString(FILE);
        try {
            return new ZipConfig(Path.of(file));
        } catch (InvalidPathException e) {
            settings.problem(FILE, "is no name of a file, found " + settings.describe(FILE));
            return new ZipConfig(Path.of(""));
        }
    }
}
