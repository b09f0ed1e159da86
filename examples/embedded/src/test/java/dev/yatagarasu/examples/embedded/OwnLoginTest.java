package dev.yatagarasu.examples.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.core.RequestException;
import dev.yatagarasu.core.config.FilesystemConfig;
import dev.yatagarasu.core.http.Answer;
import dev.yatagarasu.core.http.ErrorCode;
import dev.yatagarasu.core.http.Request;
import dev.yatagarasu.examples.embedded.OwnLogin.User;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnLoginTest {
    private static final User ADA = new User("ada", "sales");
    private static final User EVE = new User("eve", "support");

    @TempDir
    Path directory;

    private OwnLogin application;

    @BeforeEach
    void start() throws IOException {
        Files.createDirectory(directory.resolve("sales"));
        Files.writeString(directory.resolve("sales/plan.txt"), "sell more");
        application = new OwnLogin(new FilesystemConfig(directory));
    }

    @AfterEach
    void stop() {
        application.close();
    }

    @Test
    void copy_userOfTheDepartment_getsTheObject() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        application.copy(ADA, "sales/plan.txt", out);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("sell more");
    }

    @Test
    void copy_userOfAnotherDepartment_isRefused() {
        assertThatThrownBy(() -> application.copy(EVE, "sales/plan.txt", new ByteArrayOutputStream()))
                .isInstanceOfSatisfying(
                        RequestException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FORBIDDEN));
    }

    @Test
    void answer_requestOfAUser_isTheirs() {
        assertThat(statusFor(ADA)).isEqualTo(200);
        assertThat(statusFor(EVE)).isEqualTo(403);
    }

    private int statusFor(User user) {
        Answer answer = application.answer(Request.of("GET", "/files/sales/plan.txt", Headers.empty()), user);
        answer.completed();
        return answer.status();
    }
}
