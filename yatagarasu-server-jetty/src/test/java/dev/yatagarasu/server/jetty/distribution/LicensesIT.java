package dev.yatagarasu.server.jetty.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The distribution holds the licences and notices of everything that it bundles. */
class LicensesIT {
    private static final Path LICENSES = Program.HOME.resolve("licenses");
    private static final Pattern TEXT = Pattern.compile("(?:META-INF/)?([^/]*(?:LICEN[SC]E|NOTICE|COPYING)[^/]*)");

    /** {@code THIRD-PARTY.txt} has a line for each library, which begins with its licences and holds its coordinates. */
    @Test
    void licenses_eachBundledLibrary_isNamedWithALicenceWhoseTextIsThere() throws IOException {
        List<String> lines = Files.readAllLines(LICENSES.resolve("THIRD-PARTY.txt"));
        List<String> libraries = libraries().stream()
                .map(jar -> jar.getFileName().toString().replaceFirst("[.]jar$", ""))
                .map(name -> name.replaceFirst("-(?=[0-9])", ":"))
                .toList();
        assertThat(libraries)
                .isNotEmpty()
                .allSatisfy(library -> assertThat(lines)
                        .filteredOn(line -> line.contains(":" + library + " "))
                        .singleElement()
                        .asString()
                        .containsPattern("^ *[(](Apache-2.0|EPL-2.0|MIT|Public Domain)[)]"));
        assertThat(Program.HOME.resolve("LICENSE")).content().contains("Apache License");
        assertThat(LICENSES.resolve("EPL-2.0.md")).content().startsWith("Eclipse Public License - v 2.0");
        assertThat(LICENSES.resolve("MIT.txt")).content().contains("Redis, inc.");
    }

    /** The Apache License asks for that of notices; licences there are those of code that the library has taken in. */
    @Test
    void licenses_textsThatLibrariesBringAlong_areThereByTheLibrarysName() throws IOException {
        int texts = 0;
        for (Path library : libraries()) {
            String artifact = library.getFileName().toString().replaceFirst("-[0-9].*", "");
            for (String text : texts(library)) {
                assertThat(LICENSES.resolve(artifact).resolve(text)).isNotEmptyFile();
                texts++;
            }
        }
        assertThat(texts).isGreaterThan(10);
        assertThat(LICENSES.resolve("jackson-core/FastDoubleParser-LICENSE")).exists();
    }

    @Test
    void jars_ofThisProject_holdItsLicence() throws IOException {
        assertThat(jars(LicensesIT::isOwn))
                .hasSizeGreaterThan(5)
                .allSatisfy(jar -> assertThat(texts(jar)).containsExactlyInAnyOrder("LICENSE", "NOTICE"));
    }

    private static List<String> texts(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream()
                    .map(JarEntry::getName)
                    .map(TEXT::matcher)
                    .filter(name -> name.matches())
                    .map(name -> name.group(1))
                    .toList();
        }
    }

    private static List<Path> libraries() throws IOException {
        return jars(jar -> !isOwn(jar));
    }

    private static List<Path> jars(Predicate<Path> wanted) throws IOException {
        try (Stream<Path> jars = Files.list(Program.HOME.resolve("lib"))) {
            return jars.filter(wanted).toList();
        }
    }

    private static boolean isOwn(Path jar) {
        return jar.getFileName().toString().startsWith("yatagarasu-");
    }
}
