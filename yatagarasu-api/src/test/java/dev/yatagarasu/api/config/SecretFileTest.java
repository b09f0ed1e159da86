package dev.yatagarasu.api.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFileTest {
    @TempDir
    Path directory;

    private ConfigNode node(byte[] content) throws IOException {
        Path file = Files.write(directory.resolve("secret"), content);
        return ConfigNode.of(Map.of("secret_key", "file:" + file));
    }

    private static void assertProblem(ConfigNode node, String reason) {
        assertThat(node.secret("secret_key")).isEmpty();
        assertThat(node.problems().list())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).endsWith(reason));
    }

    @Test
    void secret_mountedFile_isReadWithoutItsLastLineBreakOnly() throws IOException {
        assertThat(node("hunter2\n".getBytes(UTF_8)).secret("secret_key")).contains(Secret.of("hunter2"));
        assertThat(node("hunter2\r\n".getBytes(UTF_8)).secret("secret_key")).contains(Secret.of("hunter2"));
        assertThat(node(" a\nb \n\n".getBytes(UTF_8)).secret("secret_key")).contains(Secret.of(" a\nb \n"));
    }

    @Test
    void secret_missingFile_isNoted() {
        assertProblem(
                ConfigNode.of(Map.of("secret_key", "file:" + directory.resolve("none"))),
                "cannot be read: there is no such file");
    }

    @Test
    void secret_directory_isNoted() {
        assertProblem(ConfigNode.of(Map.of("secret_key", "file:" + directory)), "cannot be read: it is a directory");
        assertProblem(ConfigNode.of(Map.of("secret_key", "file:")), "cannot be read: it is a directory");
    }

    @Test
    void secret_impossibleName_isNoted() {
        assertProblem(ConfigNode.of(Map.of("secret_key", "file:a\0b")), "cannot be read: that is no file name");
    }

    @Test
    void secret_notText_isNoted() throws IOException {
        assertProblem(node(new byte[] {(byte) 0xff, 0}), "cannot be read: it is not UTF-8 text");
    }

    @Test
    void secret_hugeFile_isNotRead() throws IOException {
        assertProblem(node(new byte[64 * 1024 + 1]), "cannot be read: it is larger than 64KB");
    }

    @Test
    void secret_emptyFileOrText_isNoted() throws IOException {
        assertProblem(node("\n".getBytes(UTF_8)), "is empty");
        assertProblem(ConfigNode.of(Map.of("secret_key", "")), "is empty");
    }
}
