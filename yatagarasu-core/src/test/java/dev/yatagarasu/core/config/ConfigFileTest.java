package dev.yatagarasu.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.yatagarasu.api.config.ConfigurationException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
    @TempDir
    Path directory;

    @Test
    void read_file_isParsed() throws IOException {
        Path file =
                Files.writeString(directory.resolve("a.yaml"), Yaml.minimal().toString());
        assertThat(YatagarasuConfig.read(file))
                .isEqualTo(YatagarasuConfig.parse(Yaml.minimal().toString()));
    }

    @Test
    void read_missingFile_namesIt() {
        Path file = directory.resolve("none.yaml");
        assertThatThrownBy(() -> YatagarasuConfig.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot read " + file + ": there is no such file");
    }

    @Test
    void read_directory_saysSo() {
        assertThatThrownBy(() -> YatagarasuConfig.read(directory))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot read " + directory + ": it is a directory, name a file in it");
    }

    @Test
    void read_withoutPermission_saysSo() throws IOException {
        Path file = Files.writeString(directory.resolve("a.yaml"), "a");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeThat(Files.isReadable(file)).as("root reads every file").isFalse();
        assertThatThrownBy(() -> YatagarasuConfig.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("this process may not read it, see its permissions");
    }

    @Test
    void read_notUtf8_saysSo() throws IOException {
        Path file = Files.write(directory.resolve("a.yaml"), new byte[] {'a', ':', ' ', (byte) 0xe4});
        assertThatThrownBy(() -> YatagarasuConfig.read(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("the file is not UTF-8 text: save it in that encoding");
    }

    @Test
    void read_hugeFile_isRefused() throws IOException {
        Path file = directory.resolve("a.yaml");
        try (RandomAccessFile huge = new RandomAccessFile(file.toFile(), "rw")) {
            huge.setLength(20L << 20);
        }
        assertThatThrownBy(() -> YatagarasuConfig.read(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("the file is larger than 10MB: is it the right one?");
    }

    @Test
    void read_problems_haveLines() throws IOException {
        Path file = Files.writeString(directory.resolve("a.yaml"), "buckets: []\nnonsense: 1\n");
        assertThatThrownBy(() -> YatagarasuConfig.read(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(
                        "line 1, buckets: must hold at least one bucket\nline 2, nonsense: is not known");
    }
}
