package dev.yatagarasu.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ToolsTest {
    @TempDir
    private Path directory;

    @Test
    void find_onSearchPath_takesTheFirst() throws IOException {
        Path nginx = program("nginx");
        Path wrk = program("wrk");

        assertThat(Tools.find("/nowhere:" + directory, List.of())).isEqualTo(new Tools(nginx, wrk));
    }

    @Test
    void find_oneMissing_saysWhatToInstall() throws IOException {
        program("nginx");

        assertThatThrownBy(() -> Tools.find(directory.toString(), List.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("not found: wrk. On Debian and Ubuntu: apt-get install wrk");
    }

    private Path program(String name) throws IOException {
        return Files.createFile(
                directory.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    }
}
