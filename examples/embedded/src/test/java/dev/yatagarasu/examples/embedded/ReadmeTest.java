package dev.yatagarasu.examples.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    private static final Pattern SNIPPET = Pattern.compile("(?s)```java\n(.*?)```");
    private static final Path SOURCES = Path.of("src/main/java/dev/yatagarasu/examples/embedded");

    @Test
    void readme_javaSnippets_areCutFromTheseExamples() throws IOException {
        List<String> readObject = stripped(Files.readString(SOURCES.resolve("ReadObject.java")));
        List<String> ownLogin = stripped(Files.readString(SOURCES.resolve("OwnLogin.java")));
        Matcher snippets = SNIPPET.matcher(Files.readString(Path.of("../../README.md")));

        assertThat(snippets.find()).isTrue();
        assertThat(readObject).containsSequence(stripped(snippets.group(1)));
        assertThat(snippets.find()).isTrue();
        assertThat(ownLogin).containsSequence(stripped(snippets.group(1)));
        assertThat(snippets.find()).isTrue();
        assertThat(ownLogin).containsSequence(stripped(snippets.group(1)));
        assertThat(snippets.find()).isFalse();
    }

    private static List<String> stripped(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }
}
