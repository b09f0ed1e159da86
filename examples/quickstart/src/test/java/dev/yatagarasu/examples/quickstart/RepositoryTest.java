package dev.yatagarasu.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents of the repository name is there: files, classes, sections, modules and profiles. */
class RepositoryTest {
    private static final Path ROOT = RunningDemo.ROOT;
    private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]*)(?:#([^)\\s]*))?\\)");
    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
    private static final Pattern FILE_NAME = Pattern.compile("[\\w-]+\\.(java|md|xml|yaml|json)");
    private static final Pattern MAVEN =
            Pattern.compile("(?m)(?:^|`|\\$ )\\s*(?:\\S+=\\S+ )?((?:mvn|\\./mvnw) [^`\n]+)");
    private static final Set<String> IN_A_PLUGIN = Set.of("META-INF/services/");

    @ParameterizedTest
    @MethodSource("documents")
    void document_links_leadSomewhere(Path document) throws IOException {
        for (MatchResult link : matches(LINK, Files.readString(document))) {
            String target = link.group(1);
            if (!target.startsWith("https://") && !target.startsWith("http://")) {
                Path file = target.isEmpty() ? document : document.resolveSibling(target);
                assertThat(file).exists();
                if (link.group(2) != null) {
                    assertThat(sections(file)).contains(link.group(2));
                }
            }
        }
    }

    @Test
    void contributing_pathsInBackticks_exist() throws IOException {
        List<String> named = matches(CODE, withoutBlocks(ROOT.resolve("CONTRIBUTING.md"))).stream()
                .map(code -> code.group(1).replaceFirst(" .*", ""))
                .filter(word -> word.contains("/") && !IN_A_PLUGIN.contains(word))
                .toList();
        assertThat(named)
                .hasSizeGreaterThan(20)
                .allSatisfy(path -> assertThat(ROOT.resolve(path)).exists());
    }

    @Test
    void contributing_fileNamesInBackticks_areThoseOfFiles() throws IOException {
        Set<String> files = files(file -> true).stream()
                .map(file -> file.getFileName().toString())
                .collect(Collectors.toSet());
        List<String> named = matches(CODE, withoutBlocks(ROOT.resolve("CONTRIBUTING.md"))).stream()
                .map(code -> code.group(1))
                .filter(word -> FILE_NAME.matcher(word).matches())
                .toList();
        assertThat(named).hasSizeGreaterThan(10).isSubsetOf(files);
    }

    /** They take too long to be run here; what they name is there. */
    @Test
    void documents_mavenCommands_nameModulesProfilesAndTestsThatThereAre() throws IOException {
        Set<String> profiles = files(file -> file.endsWith("pom.xml")).stream()
                .flatMap(pom -> matches(Pattern.compile("<profile>(?s:.*?)<id>([^<]+)</id>"), read(pom)).stream())
                .map(profile -> profile.group(1))
                .collect(Collectors.toSet());
        Set<String> sources = files(file -> file.toString().endsWith(".java")).stream()
                .map(file -> file.getFileName().toString())
                .collect(Collectors.toSet());
        int commands = 0;
        for (Path document : documents().toList()) {
            for (MatchResult command : matches(MAVEN, read(document).replace("\\\n", " "))) {
                String line = command.group(1);
                assertThat(profiles).as(line).containsAll(values(line, "-P([\\w,-]+)"));
                assertThat(values(line, "-pl ([\\w,/-]+)"))
                        .as(line)
                        .allSatisfy(module -> assertThat(ROOT.resolve(module).resolve("pom.xml"))
                                .exists());
                assertThat(sources).as(line).containsAll(classes(line));
                commands++;
            }
        }
        assertThat(commands).isGreaterThan(10);
    }

    private static List<String> classes(String command) {
        return values(command, "-D(?:it\\.)?test='?(\\w+)").stream()
                .filter(name -> !name.equals("None"))
                .map(name -> name + ".java")
                .toList();
    }

    private static List<String> values(String command, String option) {
        return matches(Pattern.compile("(?:^| )" + option), command).stream()
                .flatMap(value -> Stream.of(value.group(1).split(",")))
                .toList();
    }

    private static List<String> sections(Path document) throws IOException {
        return matches(Pattern.compile("(?m)^#+ (.*)$"), withoutBlocks(document)).stream()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\w -]", "").replace(' ', '-'))
                .toList();
    }

    private static String withoutBlocks(Path document) throws IOException {
        return Files.readString(document).replaceAll("(?sm)^```.*?^```", "");
    }

    private static Stream<Path> documents() throws IOException {
        return files(file -> file.toString().endsWith(".md")).stream();
    }

    /** Those of the repository, without what builds have made. */
    private static List<Path> files(Predicate<Path> wanted) throws IOException {
        try (Stream<Path> all = Files.walk(ROOT)) {
            return all.filter(file -> {
                        String path = "/" + ROOT.relativize(file) + "/";
                        return !path.contains("/target/") && !path.startsWith("/.git/");
                    })
                    .filter(Files::isRegularFile)
                    .filter(wanted)
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<MatchResult> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().toList();
    }
}
