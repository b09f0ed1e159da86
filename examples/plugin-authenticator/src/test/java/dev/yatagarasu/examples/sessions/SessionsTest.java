package dev.yatagarasu.examples.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.api.Secret;
import dev.yatagarasu.api.config.ConfigurationException;
import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.api.identity.Authentication;
import dev.yatagarasu.api.identity.IdentityRequest;
import dev.yatagarasu.core.Yatagarasu;
import dev.yatagarasu.core.config.YatagarasuConfig;
import dev.yatagarasu.core.http.Answer;
import dev.yatagarasu.core.http.Begun;
import dev.yatagarasu.core.http.Request;
import dev.yatagarasu.core.http.Work;
import dev.yatagarasu.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The plug-in in an engine, which finds it by its registration. */
class SessionsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant END = NOW.plusSeconds(3600);
    private static final String ADA = "session=" + Sessions.value("ada", END, Sessions.KEY);

    @TempDir
    Path directory;

    private final ManualClock clock = new ManualClock(NOW);
    private Yatagarasu engine;

    @BeforeEach
    void start() throws IOException {
        Files.writeString(directory.resolve("plan.txt"), "content");
        Files.writeString(directory.resolve("key"), Sessions.KEY + "\n");
        engine = engine("key: \"file:" + directory.resolve("key") + "\"");
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private Yatagarasu engine(String settings) {
        YatagarasuConfig config = YatagarasuConfig.parse("""
                buckets:
                  - name: files
                    path_prefix: /files
                    storage: { type: filesystem, root: "%s" }
                    auth: { enabled: true, authenticator: session_cookie, session_cookie: { %s } }
                """.formatted(directory, settings));
        return Yatagarasu.builder().config(config).clock(clock).build();
    }

    private Begun begin(String cookie) {
        Headers headers = cookie.isEmpty() ? Headers.empty() : Headers.of("cookie", cookie);
        return engine.begin(Request.of("GET", "/files/plan.txt", headers));
    }

    private int status(String cookie) throws IOException {
        return status(begin(cookie));
    }

    private static int status(Begun begun) throws IOException {
        Answer answer = switch (begun) {
            case Answer atOnce -> atOnce;
            case Work work -> work.finish();
        };
        answer.aborted(0);
        return answer.status();
    }

    @Test
    void cookie_goodAndSeenBefore_isServedInTheFastLane() throws IOException {
        Begun first = begin(ADA);
        assertThat(first).isInstanceOf(Work.class);
        assertThat(status(first)).isEqualTo(200);
        Begun second = begin(ADA);
        assertThat(second).isInstanceOf(Answer.class);
        assertThat(status(second)).isEqualTo(200);
    }

    @Test
    void cookie_remembered_isGoodUntilItsEndAndNoLonger() throws IOException {
        assertThat(status(ADA)).isEqualTo(200);
        clock.set(END.minusMillis(1));
        assertThat(status(ADA)).isEqualTo(200);
        clock.advance(Duration.ofMillis(1));
        assertThat(status(ADA)).isEqualTo(401);
    }

    @Test
    void cookie_noneOrWithAnotherName_is401() throws IOException {
        for (String cookie : new String[] {"", "theme=dark", ADA.replace("session", "Session"), "x" + ADA}) {
            assertThat(status(cookie)).as(cookie).isEqualTo(401);
        }
    }

    @Test
    void cookie_anyLetterAltered_is401() throws IOException {
        assertThat(status(ADA)).isEqualTo(200);
        for (int i = "session=".length(); i < ADA.length() - 1; i++) {
            char other = ADA.charAt(i) == '1' ? '2' : '1';
            assertThat(status(ADA.substring(0, i) + other + ADA.substring(i + 1)))
                    .as("letter %d", i)
                    .isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "a.1",
                "a.1.",
                "YWRh.1.c2lnbmF0dXJl",
                "YWRh.-1.x",
                "YWRh.9999999999999999999.x",
                "\"\""
            })
    void cookie_ofAnotherForm_is401(String value) throws IOException {
        assertThat(status("session=" + value)).isEqualTo(401);
    }

    @Test
    void cookie_signedButNoName_is401() throws IOException {
        long end = END.getEpochSecond();
        String notUtf8 = Sessions.base64(new byte[] {(byte) 0xff, (byte) 0xfe, 1});
        for (String text : new String[] {notUtf8 + "." + end, "IA." + end, "A." + end}) {
            assertThat(status("session=" + Sessions.signed(text, Sessions.KEY)))
                    .as(text)
                    .isEqualTo(401);
        }
    }

    @Test
    void cookie_twice_is401() throws IOException {
        assertThat(status(ADA)).isEqualTo(200);
        assertThat(status(ADA + "; " + ADA)).isEqualTo(401);
    }

    @Test
    void keys_whileTheyAreRotated_areBothGood() throws IOException {
        engine.close();
        engine = engine("key: \"" + Sessions.OTHER_KEY + "\", previous_key: \"" + Sessions.KEY + "\"");
        assertThat(status(ADA)).isEqualTo(200);
        assertThat(status("session=" + Sessions.value("ada", END, Sessions.OTHER_KEY)))
                .isEqualTo(200);
        engine.close();
        engine = engine("key: \"" + Sessions.OTHER_KEY + "\", cookie: sid");
        assertThat(status(ADA)).isEqualTo(401);
        assertThat(status("sid=" + Sessions.value("ada", END, Sessions.KEY))).isEqualTo(401);
        assertThat(status("sid=" + Sessions.value("ada", END, Sessions.OTHER_KEY)))
                .isEqualTo(200);
    }

    @Test
    void cookies_moreThanAreRemembered_areAllGood() {
        SessionAuthenticator authenticator =
                new SessionAuthenticator(new SessionConfig("session", List.of(Secret.of(Sessions.KEY))), clock);
        for (int i = 0; i < 10_050; i++) {
            IdentityRequest request = new IdentityRequest(
                    "files",
                    Headers.of("cookie", "session=" + Sessions.value("user" + i, END, Sessions.KEY)),
                    "",
                    "192.0.2.1");
            Authentication found = authenticator.authenticate(request);
            assertThat(authenticator.recall(request)).contains(found);
        }
    }

    @Test
    void settings_allWrong_areAllNamedWithTheirPath() {
        assertThatThrownBy(() -> engine("cookie: \"a b\", key: short, previus_key: x"))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.problems())
                                .extracting(Object::toString)
                                .anyMatch(problem -> problem.contains("auth.session_cookie.cookie: must be the name"))
                                .anyMatch(problem -> problem.contains("auth.session_cookie.key: must have 32 bytes"))
                                .anyMatch(problem -> problem.contains("did you mean \"previous_key\"?")));
        assertThatThrownBy(() -> engine("cookie: sid"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("auth.session_cookie.key: is missing");
    }
}
