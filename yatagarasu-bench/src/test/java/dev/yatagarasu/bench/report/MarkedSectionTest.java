package dev.yatagarasu.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MarkedSectionTest {
    @TempDir
    private Path directory;

    @Test
    void write_fileWithSections_replacesOnlyItsOwn() throws IOException {
        Path file = directory.resolve("figures.md");
        Files.writeString(file, "# A\n<!-- a:begin -->\nold\n<!-- a:end -->\n<!-- b:begin -->\nkept\n<!-- b:end -->\n");

        new MarkedSection(file, "a").write("new\n");

        assertThat(file)
                .hasContent("# A\n<!-- a:begin -->\nnew\n<!-- a:end -->\n<!-- b:begin -->\nkept\n<!-- b:end -->\n");
    }

    @Test
    void write_noFile_makesOneThatCanBeWrittenAgain() throws IOException {
        Path file = directory.resolve("new.md");
        MarkedSection section = new MarkedSection(file, "a");

        section.write("first\n");
        section.write("second\n");

        assertThat(file).hasContent("<!-- a:begin -->\nsecond\n<!-- a:end -->\n");
    }

    @Test
    void check_fileWithoutMarks_saysWhatToAdd() throws IOException {
        Path file = Files.writeString(directory.resolve("figures.md"), "# A\n");

        assertThatThrownBy(() -> new MarkedSection(file, "a").check())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("<!-- a:begin -->")
                .hasMessageContaining("<!-- a:end -->");
        assertThat(file).hasContent("# A\n");
    }

    @Test
    void holds_textOfTheSection_isTrueForNoOther() throws IOException {
        MarkedSection section = new MarkedSection(directory.resolve("figures.md"), "a");
        section.write("| 7/8 |\n");

        assertThat(section.holds("| 7/8 |\n")).isTrue();
        assertThat(section.holds("| 8/8 |\n")).isFalse();
    }
}
