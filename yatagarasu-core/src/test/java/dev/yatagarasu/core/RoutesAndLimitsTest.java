package dev.yatagarasu.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.core.config.ServerConfig;
import dev.yatagarasu.core.config.YatagarasuConfig;
import dev.yatagarasu.core.http.Answer;
import dev.yatagarasu.core.http.Work;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused before storage is asked, and what storage is asked for. */
class RoutesAndLimitsTest extends EngineTest {

    private void limited(int maxUri, int maxHeaders, int maxRequests) {
        ServerConfig server = ServerConfig.defaults()
                .withLimits(new ServerConfig.Limits(maxUri, maxHeaders))
                .withMaxConcurrentRequests(maxRequests);
        start(YatagarasuConfig.builder()
                .server(server)
                .bucket(bucket("files", "/", storage).build())
                .build());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PUT",
                "POST",
                "DELETE",
                "PATCH",
                "TRACE",
                "CONNECT",
                "get",
                "Get",
                "HEAD ",
                "PROPFIND",
                "",
                "GETX"
            })
    void begin_otherMethods_are405WithAllowAndReachNobody(String method) {
        Reply reply = send(method, "/a.txt", "x-http-method-override", "GET");

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("allow")).isEqualTo("GET, HEAD, OPTIONS");
        assertThat(reply.fast()).isTrue();
        assertThat(storage.calls).isEmpty();
    }

    @Test
    void options_onObjectsAndTheServer_namesTheMethods() {
        for (String target : List.of("/a.txt", "/missing", "*")) {
            Reply reply = send("OPTIONS", target);

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("allow")).isEqualTo("GET, HEAD, OPTIONS");
            assertThat(reply.header("content-length")).isEqualTo("0");
            assertThat(reply.header("x-cache")).isEmpty();
            assertThat(reply.header("cache-status")).isEmpty();
            assertThat(reply.text()).isEmpty();
        }
        assertThat(storage.calls).isEmpty();
        assertThat(get("*").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%2e%2e/a", "/a%2fb", "/a\\b", "/a%00", "/%zz", "/a#b", "", "a.txt", "http://x/a.txt"})
    void begin_pathWithoutCanonicalForm_is400AndReachesNobody(String target) {
        Reply reply = get(target);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text()).contains("\"error\":\"bad_path\"");
        assertThat(storage.calls).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "//", "///"})
    void get_noKeyOrNothingButSlashes_is404AndReachesNobody(String target) {
        assertThat(get(target).status()).isEqualTo(404);
        assertThat(send("HEAD", target).status()).isEqualTo(404);
        assertThat(storage.calls).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/files", "/files/", "/filesX/a", "/other", "/Files/a", "//files/a", "/"})
    void get_noRouteOrThePrefixItself_is404AndReachesNobody(String target) {
        start(config(bucket("files", "/files", storage)));

        Reply reply = get(target);

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.header("x-cache")).isEmpty();
        assertThat(reply.header("cache-status")).isEmpty();
        assertThat(storage.calls).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/files/a/b, a/b",
        "/files//a, /a",
        "/files/a%20b+c%2Bd, a b+c+d",
        "/files/%25zz, %zz",
        "/files/a%3Fb?c=d, a?b",
        "/files/a?x-id=GetObject&prefix=b&X-Amz-Signature=x, a",
        "/files/dir/, dir/",
        "/files/.../x, .../x",
        "/files/%E2%82%AC, €"
    })
    void get_pathUnderAPrefix_asksStorageForTheExactKeyAndNoMore(String target, String key) {
        start(config(uncached("files", "/files", storage)));

        get(target, "authorization", "Bearer secret", "cookie", "c=d", "x-amz-acl", "public-read");

        assertThat(storage.calls).singleElement().satisfies(call -> {
            assertThat(call.request().key()).isEqualTo(key);
            assertThat(call.request().range()).isEmpty();
            assertThat(call.request().preconditions().isEmpty()).isTrue();
        });
    }

    @Test
    void begin_targetAtTheLimit_isReadAndOneMoreIs414() {
        limited(64, 256, 10);

        assertThat(get("/" + "k".repeat(63)).status()).isEqualTo(404);
        assertThat(get("/a.txt?" + "q".repeat(57)).status()).isEqualTo(200);
        int calls = storage.calls.size();
        assertThat(get("/" + "k".repeat(64)).status()).isEqualTo(414);
        assertThat(get("/a.txt?" + "q".repeat(58)).status()).isEqualTo(414);
        assertThat(send("DELETE", "/" + "k".repeat(64)).status()).isEqualTo(414);
        assertThat(storage.calls).hasSize(calls);
    }

    @Test
    void begin_headersAtTheLimit_areReadAndOneMoreIs431() {
        limited(64, 256, 10);

        assertThat(get("/a.txt", "x", "v".repeat(251)).status()).isEqualTo(200);
        assertThat(get("/a.txt", "x", "v".repeat(252)).status()).isEqualTo(431);
        assertThat(get("/a.txt", "x", "v".repeat(125), "y", "v".repeat(121)).status())
                .isEqualTo(200);
        assertThat(get("/a.txt", "x", "v".repeat(125), "y", "v".repeat(122)).status())
                .isEqualTo(431);
    }

    @Test
    void begin_tooMuchOfEverything_isRefusedInTheOrderOfTheChecks() {
        limited(64, 256, 10);
        String longTarget = "/../" + "k".repeat(100);

        assertThat(send("PUT", longTarget, "x", "v".repeat(300)).status()).isEqualTo(414);
        assertThat(send("PUT", "/..", "x", "v".repeat(300)).status()).isEqualTo(431);
        assertThat(send("PUT", "/..").status()).isEqualTo(405);
        assertThat(get("/..").status()).isEqualTo(400);
    }

    @Test
    void begin_moreThanMayWait_is503UntilOneHasBeenSent() {
        limited(64, 256, 3);
        storage.putVersion("b", CONTENT, "v1").putVersion("c", CONTENT, "v1");
        List<Answer> unsent = new ArrayList<>();
        for (String target : List.of("/a.txt", "/b", "/c")) {
            unsent.add(answer("GET", target));
        }

        Reply refused = get("/cold");
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("retry-after")).isEqualTo("1");
        assertThat(refused.header("x-cache")).isEmpty();
        assertThat(refused.text()).contains("\"error\":\"overloaded\"");
        assertThat(refused.fast()).isTrue();

        unsent.removeFirst().completed();
        Work work = (Work) begin("GET", "/cold");
        assertThat(get("/colder").status()).isEqualTo(503);
        unsent.removeFirst().aborted(3);
        assertThat(get("/colder").status()).isEqualTo(404);
        work.abandon();
        unsent.forEach(Answer::completed);
    }

    @Test
    void begin_hitsAndRefusals_passThoughNothingMoreMayWait() {
        limited(64, 256, 1);
        get("/a.txt");
        Work hanging = (Work) begin("GET", "/cold");
        assertThat(get("/colder").status()).isEqualTo(503);
        for (int i = 0; i < 3; i++) {
            Reply hit = get("/a.txt");
            assertThat(hit.status()).isEqualTo(200);
            assertThat(hit.header("x-cache")).isEqualTo("HIT");
        }
        assertThat(get("/").status()).isEqualTo(404);
        assertThat(send("PUT", "/a.txt").status()).isEqualTo(405);
        hanging.abandon();
    }

    @Test
    void begin_twoBucketsThatHang_leavePermitsForTheThird() {
        start(YatagarasuConfig.builder()
                .server(ServerConfig.defaults().withMaxConcurrentRequests(300))
                .bucket(bucket("one", "/one", storage).build())
                .bucket(bucket("two", "/two", storage).build())
                .bucket(bucket("sound", "/sound", storage).build())
                .build());
        scheduler.runAll();
        List<Work> hanging = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            for (String target : List.of("/one/", "/two/")) {
                switch (begin("GET", target + i)) {
                    case Work work -> hanging.add(work);
                    case Answer refused -> {
                        assertThat(refused.status()).isEqualTo(503);
                        refused.completed();
                    }
                }
            }
        }
        assertThat(hanging).hasSizeBetween(199, 201);
        assertThat(engine().readiness().buckets())
                .hasEntrySatisfying("one", state -> assertThat(state).contains("as many requests as may wait"))
                .containsEntry("sound", "up");
        assertThat(engine().readiness().isReady()).isTrue();
        for (int i = 0; i < 40; i++) {
            hanging.add((Work) begin("GET", "/sound/" + i));
        }
        assertThat(get("/sound/a.txt").status()).isEqualTo(200);

        hanging.forEach(Work::abandon);
        assertThat(engine().readiness().buckets().values()).containsOnly("up");
        assertThat(get("/one/a.txt").status()).isEqualTo(200);
    }

    @Test
    void begin_oneOfSeveralBuckets_takesItsReserveAndHalfOfWhatIsShared() {
        start(YatagarasuConfig.builder()
                .server(ServerConfig.defaults().withMaxConcurrentRequests(10))
                .bucket(bucket("one", "/one", storage).build())
                .bucket(bucket("two", "/two", storage).build())
                .build());
        List<Work> hanging = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            hanging.add((Work) begin("GET", "/one/" + i));
        }
        assertThat(get("/one/more").status()).isEqualTo(503);
        assertThat(get("/two/a.txt").status()).isEqualTo(200);
        hanging.forEach(Work::abandon);
    }

    @Test
    void readiness_onlyBucketWithoutAPermitLeft_isUnavailable() {
        limited(64, 256, 2);
        scheduler.runAll();
        List<Work> hanging = List.of((Work) begin("GET", "/cold"), (Work) begin("GET", "/colder"));
        assertThat(engine().readiness().isReady()).isFalse();
        hanging.forEach(Work::abandon);
        assertThat(engine().readiness().isReady()).isTrue();
    }

    @Test
    void everyAnswer_carriesTheCallersIdOrOneOfItsOwn() {
        assertThat(get("/a.txt", "x-request-id", "my-id").header("x-request-id"))
                .isEqualTo("my-id");
        assertThat(get("/a.txt", "x-request-id", "my-id").headers().all("x-request-id"))
                .hasSize(1);
        assertThat(get("/missing", "x-request-id", "bad id\"").header("x-request-id"))
                .matches("[0-9a-f]{24}");
        Reply error = get("/..", "x-request-id", "shown");
        assertThat(error.text()).contains("\"request_id\":\"shown\"");
        assertThat(error.header("content-type")).isEqualTo("application/json");
        assertThat(error.header("cache-control")).isEqualTo("no-store");
        assertThat(error.header("content-length"))
                .isEqualTo(Integer.toString(error.text().length()));
    }

    @Test
    void head_error_hasTheFieldsOfTheErrorAndNoBody() {
        Reply head = send("HEAD", "/missing", "x-request-id", "same");
        Reply get = get("/missing", "x-request-id", "same");

        assertThat(head.text()).isEmpty();
        assertThat(head.status()).isEqualTo(get.status());
        assertThat(head.header("content-length")).isEqualTo(get.header("content-length"));
    }
}
