package dev.yatagarasu.server.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.cache.BlockKey;
import dev.yatagarasu.testkit.OriginFault;
import dev.yatagarasu.testkit.OriginObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cache over the admin port: what is understood, what is refused, and what comes of it on the data port. */
class AdminCacheTest {
    private static Served served;
    private static AdminCalls admin;

    @BeforeAll
    static void start() throws IOException {
        served = Served.start();
        admin = new AdminCalls(served.adminPort());
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    @BeforeEach
    void cacheOne() throws IOException {
        put("a.txt", "content", "x-amz-meta-cache-tag", "news");
        served.get("/files/a.txt");
        assertThat(cacheSays("/files/a.txt")).isEqualTo("HIT");
    }

    private static void put(String key, String content, String name, String value) {
        served.origin.put(
                "data",
                key,
                OriginObject.of(content.getBytes(StandardCharsets.UTF_8), "text/plain")
                        .with(name, value));
    }

    private static String cacheSays(String path) throws IOException {
        return served.get(path).header("x-cache");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"key\":\"a.txt\"", "\"prefix\":\"a\"", "\"tag\":\"news\"", "\"all\":true"})
    void purge_byEachWay_dropsTheObjectAndSaysHowMany(String what) throws IOException {
        RawAnswer answer = admin.purge("{\"bucket\":\"files\"," + what + "}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).matches("\\{\"purged\":[1-9][0-9]*}\n");
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        assertThat(cacheSays("/files/a.txt")).isEqualTo("MISS");
    }

    @Test
    void purge_softly_hasItRevalidated() throws IOException {
        assertThat(admin.purge("{\"bucket\":\"files\",\"key\":\"a.txt\",\"soft\":true}")
                        .text())
                .isEqualTo("{\"purged\":1}\n");
        assertThat(cacheSays("/files/a.txt")).isEqualTo("REVALIDATED");
    }

    @Test
    void purge_leadingSlash_isLiteralAndHintedAt() throws IOException {
        for (String what : new String[] {"\"key\":\"/a.txt\"", "\"prefix\":\"/\""}) {
            assertThat(admin.purge("{\"bucket\":\"files\"," + what + "}").text())
                    .contains("\"purged\":0")
                    .contains("\"hint\":\"Keys are exact");
        }
        assertThat(admin.purge("{\"bucket\":\"files\",\"key\":\"nothing\"}").text())
                .isEqualTo("{\"purged\":0}\n");
        assertThat(cacheSays("/files/a.txt")).isEqualTo("HIT");

        put("/slash", "content", "x-a", "b");
        assertThat(served.get("/files//slash").status()).isEqualTo(200);
        assertThat(admin.purge("{\"bucket\":\"files\",\"key\":\"/slash\"}").text())
                .isEqualTo("{\"purged\":1}\n");
    }

    static Stream<String[]> malformed() {
        return Stream.of(new String[][] {
            {"", "JSON object"},
            {"   ", "JSON object"},
            {"[]", "JSON object"},
            {"null", "JSON object"},
            {"\"files\"", "JSON object"},
            {"{", "no valid JSON"},
            {"{\"bucket\":\"files\",\"all\":true", "no valid JSON"},
            {"{\"bucket\":\"files\",\"all\":true}}", "no valid JSON"},
            {"{\"bucket\":\"files\",\"all\":true}{}", "nothing behind it"},
            {"{\"bucket\":\"files\",\"all\":true,}", "no valid JSON"},
            {"{'bucket':'files','all':true}", "no valid JSON"},
            {"{\"bucket\":\"files\",/*x*/\"all\":true}", "no valid JSON"},
            {"{\"bucket\":\"files\",\"all\":TRUE}", "no valid JSON"},
            {"{\"bucket\":\"files\",\"all\":true,\"all\":true}", "Duplicate"},
            {"{\"bucket\":\"files\",\"b\\u0075cket\":\"x\",\"all\":true}", "Duplicate"},
            {"{\"bucket\":\"files\",\"all\":\"true\"}", "\"all\" must be true or false"},
            {"{\"bucket\":\"files\",\"all\":1}", "\"all\" must be true or false"},
            {"{\"bucket\":\"files\",\"all\":null}", "\"all\" must be"},
            {"{\"bucket\":[\"files\"],\"all\":true}", "\"bucket\" must be a text"},
            {"{\"bucket\":{},\"all\":true}", "\"bucket\" must be"},
            {"{\"all\":true}", "\"bucket\" is missing"},
            {"{\"bucket\":\"files\"}", "Name one of"},
            {"{\"bucket\":\"files\",\"all\":false}", "Name one of"},
            {"{\"bucket\":\"files\",\"soft\":true}", "Name one of"},
            {"{\"bucket\":\"files\",\"all\":true,\"key\":\"a.txt\"}", "Name one of"},
            {"{\"bucket\":\"files\",\"key\":\"a.txt\",\"prefix\":\"a\"}", "Name one of"},
            {"{\"bucket\":\"files\",\"prefix\":\"\"}", "must not be empty"},
            {"{\"bucket\":\"files\",\"key\":\"\"}", "must not be empty"},
            {"{\"bucket\":\"files\",\"key\":12}", "\"key\" must be a text"},
            {"{\"bucket\":\"files\",\"key\":1e3}", "\"key\" must be"},
            {"{\"bucket\":\"files\",\"keys\":[\"a.txt\"]}", "no field \"keys\"; there are all, bucket, key"},
            {"{\"bucket\":\"files\",\"all\":true,\"<\\\"\\n>\":1}", "no field"},
            {"[".repeat(5000), "JSON object"},
            {"{\"bucket\":" + "[".repeat(5000), "\"bucket\" must be"},
        });
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void purge_bodyThatIsNotUnderstood_is400WithTheReasonAndPurgesNothing(String body, String reason)
            throws IOException {
        RawAnswer answer = admin.purge(body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text().replace("\\\"", "\""))
                .startsWith("{\"error\":\"bad_request\",\"message\":\"")
                .contains(reason)
                .contains("\"status\":400,\"request_id\":\"" + answer.header("x-request-id") + "\"}");
        assertThat(cacheSays("/files/a.txt")).isEqualTo("HIT");
    }

    @Test
    void purge_bytesThatAreNoUtf8_are400() throws IOException {
        try (Raw raw = new Raw(served.adminPort(), Duration.ofSeconds(20))) {
            String body = "{\"bucket\":\"files\",\"key\":\"\u00ff\u00fe\"}";
            raw.send("POST /admin/cache/purge HTTP/1.1\r\nHost: localhost\r\n" + AdminCalls.JSON + "Content-Length: "
                    + body.length() + "\r\n\r\n" + body);
            assertThat(raw.read(false).status()).isEqualTo(400);
        }
    }

    @Test
    void purge_tooLarge_is413() throws IOException {
        String padding = " ".repeat(1024 * 1024);
        assertThat(admin.purge("{\"bucket\":\"files\",\"all\":true}" + padding).status())
                .isEqualTo(413);
        assertThat(cacheSays("/files/a.txt")).isEqualTo("HIT");
    }

    @Test
    void purge_bodyThatComesSlowly_holdsNobodyUp() throws IOException {
        try (Raw slow = new Raw(served.adminPort(), Duration.ofSeconds(20))) {
            String body = "{\"bucket\":\"files\",\"all\":true}";
            slow.send("POST /admin/cache/purge HTTP/1.1\r\nHost: localhost\r\n" + AdminCalls.JSON + "Content-Length: "
                    + body.length() + "\r\n\r\n" + body.substring(0, 9));
            assertThat(admin.get("/health").status()).isEqualTo(200);
            assertThat(admin.get("/admin/cache").status()).isEqualTo(200);
            slow.send(body.substring(9));
            assertThat(slow.read(false).status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({"POST,/admin/cache/purge", "POST,/admin/cache/warm", "GET,/admin/cache/entry?bucket=filez&key=a"})
    void call_unknownBucket_is404WithTheNames(String method, String target) throws IOException {
        String body = target.endsWith("purge")
                ? "{\"bucket\":\"filez\",\"all\":true}"
                : "{\"bucket\":\"filez\",\"prefix\":\"\"}";
        RawAnswer answer = method.equals("POST") ? admin.post(target, body) : admin.get(target);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text())
                .contains("\"error\":\"unknown_bucket\"")
                .contains("filez")
                .contains("\"buckets\":[\"files\",\"raw\"]");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/admin/cache/purge,POST",
        "POST,/admin/cache,'GET, HEAD'",
        "DELETE,/admin/cache/entry,'GET, HEAD'",
        "PUT,/admin/cache/warm,'GET, HEAD, POST'",
        "POST,/admin/cache/warm/1,'DELETE, GET, HEAD'",
        "POST,/metrics,'GET, HEAD'",
        "DELETE,/ready,'GET, HEAD'",
        "TRACE,/admin/cache,'GET, HEAD'"
    })
    void call_otherMethod_is405WithAllow(String method, String target, String allow) throws IOException {
        RawAnswer answer = admin.send(method, target, "Host: localhost\r\n" + AdminCalls.JSON, "");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("allow")).isEqualTo(allow);
        assertThat(answer.text()).contains("\"error\":\"method_not_allowed\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/admin",
                "/admin/",
                "/admin/cache/",
                "/admin/cache/purge/",
                "/ADMIN/cache",
                "/admin/cache/warm/",
                "/admin/cache/warm/1/2",
                "/admin/%63ache",
                "/admin/x/../cache",
                "/files/a.txt"
            })
    void call_otherPath_is404(String target) throws IOException {
        assertThat(admin.get(target).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Content-Type: text/plain\r\n", "Content-Type: application/jsonx\r\n"})
    void change_otherContentType_is415AndChangesNothing(String type) throws IOException {
        String body = "{\"bucket\":\"files\",\"all\":true}";
        assertThat(admin.send("POST", "/admin/cache/purge", "Host: localhost\r\n" + type, body)
                        .status())
                .isEqualTo(415);
        assertThat(admin.send("DELETE", "/admin/cache/warm/1", "Host: localhost\r\n" + type, "")
                        .status())
                .isEqualTo(415);
        assertThat(cacheSays("/files/a.txt")).isEqualTo("HIT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json; charset=utf-8", "APPLICATION/JSON"})
    void change_jsonBySomeOtherSpelling_isDone(String type) throws IOException {
        String headers = "Host: localhost\r\nContent-Type: " + type + "\r\n";
        assertThat(admin.send("POST", "/admin/cache/purge", headers, "{\"bucket\":\"files\",\"all\":true}")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: attacker.example\r\n",
                "Host: attacker.example:9090\r\n",
                "Host: localhost.attacker.example\r\n",
                "Host: 127.0.0.1.attacker.example\r\n",
                "Host: 127.0.0.1\r\nOrigin: https://attacker.example\r\n",
                "Host: 127.0.0.1\r\nOrigin: null\r\n",
                "Host: 127.0.0.1:9090\r\nOrigin: http://127.0.0.1:3000\r\n",
                "Host: localhost\r\nOrigin: http://localhost.attacker.example\r\n",
                "Host: localhost\r\nSec-Fetch-Site: cross-site\r\n",
                "Host: localhost\r\nSec-Fetch-Site: same-site\r\n",
                "Host: localhost\r\nSec-Fetch-Site: something-new\r\n"
            })
    void call_onBehalfOfAnotherSite_is403AndChangesNothing(String headers) throws IOException {
        RawAnswer purge = admin.send(
                "POST", "/admin/cache/purge", headers + AdminCalls.JSON, "{\"bucket\":\"files\",\"all\":true}");

        assertThat(purge.status()).isEqualTo(403);
        assertThat(purge.text()).contains("\"error\":\"forbidden\"");
        assertThat(admin.send("GET", "/admin/cache", headers, "").status()).isEqualTo(403);
        assertThat(admin.send("GET", "/admin/no-such", headers, "").status()).isEqualTo(403);
        assertThat(admin.send("GET", "/metrics", headers, "").status()).isEqualTo(200);
        assertThat(cacheSays("/files/a.txt")).isEqualTo("HIT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: 127.0.0.1:9090\r\n",
                "Host: LOCALHOST:1\r\n",
                "Host: [::1]:9090\r\n",
                "Host: 192.0.2.7\r\n",
                "Host: localhost:9090\r\nOrigin: http://localhost:9090\r\nSec-Fetch-Site: same-origin\r\n",
                "Host: localhost\r\nSec-Fetch-Site: none\r\n"
            })
    void call_fromHere_isAnswered(String headers) throws IOException {
        assertThat(admin.send("GET", "/admin/cache", headers, "").status()).isEqualTo(200);
    }

    @Test
    void head_ofAnAnswer_hasNoBody() throws IOException {
        RawAnswer answer = admin.send("HEAD", "/admin/cache", "Host: localhost\r\n", "");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-length")).isNotEmpty();
    }

    @Test
    void requestId_ofTheCaller_isGivenBack() throws IOException {
        RawAnswer answer = admin.send("GET", "/admin/none", "Host: localhost\r\nX-Request-ID: mine-1\r\n", "");
        assertThat(answer.header("x-request-id")).isEqualTo("mine-1");
        assertThat(answer.text()).contains("\"request_id\":\"mine-1\"");
        assertThat(admin.get("/admin/none").header("x-request-id")).hasSizeGreaterThan(16);
    }

    @Test
    void entry_wholeObject_showsAllOfIt() throws IOException {
        assertThat(admin.get("/admin/cache/entry?bucket=files&key=a%2etxt").text())
                .contains("\"bucket\":\"files\",\"key\":\"a.txt\"")
                .contains("\"tier\":\"memory\",\"up\":true,\"present\":true")
                .contains("\"kind\":\"object\",\"variant\":\"\",\"size\":7,\"etag\":\"\\\"")
                .contains("\"content_type\":\"text/plain\",\"tags\":[\"news\"],\"blocks\":{\"present\":1,\"total\":1}")
                .contains("\"fresh\":true,\"age\":")
                .contains("\"stale_while_revalidate\":0,\"stale_if_error\":0");
    }

    @Test
    void entry_partOfALargeObject_countsItsBlocks() throws IOException {
        served.put("large+ü", new byte[3 * BlockKey.BLOCK_SIZE]);
        served.get("/files/large+%C3%BC", "Range: bytes=0-0\r\n");

        assertThat(admin.get("/admin/cache/entry?key=large%2B%c3%bc&bucket=files")
                        .text())
                .contains("\"blocks\":{\"present\":1,\"total\":3}");
    }

    @Test
    void entry_ofWhatVariesAndOfNothing_isOneCopyAndMissing() throws IOException {
        put("v", "content", "vary", "accept-language");
        served.get("/files/v", "Accept-Language: ja\r\n");
        served.get("/files/nowhere");

        assertThat(admin.get("/admin/cache/entry?bucket=files&key=v").text())
                .contains("\"heads\":[{\"kind\":\"object\",\"variant\":\"\",\"size\":7,");
        assertThat(admin.get("/admin/cache/entry?bucket=files&key=nowhere").text())
                .contains("\"present\":true,\"heads\":[{\"kind\":\"missing\",\"fresh\":true");
        assertThat(admin.get("/admin/cache/entry?bucket=files&key=never+asked").text())
                .contains("\"key\":\"never asked\"")
                .contains("\"present\":false,\"heads\":[]");
    }

    @ParameterizedTest
    @CsvSource({
        "'',\"bucket\"",
        "?bucket=files,\"key\"",
        "?bucket=files&key=,\"key\"",
        "?key=a,\"bucket\"",
        "?bucket=files&key=a&key=b,twice",
        "?bucket=files&key=a&x=y,no parameter",
        "?bucket=files&key=a&,no parameter",
        "?bucket=files&key=%ff,percent-encoded",
        "?bucket=files&key=%2,percent-encoded",
        "?bucket=files&key=%zz,percent-encoded"
    })
    void entry_queryThatIsNotUnderstood_is400WithTheReason(String query, String reason) throws IOException {
        RawAnswer answer = admin.get("/admin/cache/entry" + query);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text().replace("\\\"", "\"")).contains(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"bucket\":\"files\"}|Name",
                "{\"bucket\":\"files\",\"prefix\":\"a\",\"keys\":[]}|Name",
                "{\"bucket\":\"files\",\"keys\":\"a\"}|list of texts",
                "{\"bucket\":\"files\",\"keys\":[1]}|list of texts",
                "{\"bucket\":\"files\",\"keys\":[[\"a\"]]}|list of texts",
                "{\"bucket\":\"files\",\"prefix\":\"\",\"concurrency\":0}|1 to 64; found 0",
                "{\"bucket\":\"files\",\"prefix\":\"\",\"concurrency\":4294967297}|1 to 64",
                "{\"bucket\":\"files\",\"prefix\":\"\",\"concurrency\":1.5}|whole number",
                "{\"bucket\":\"files\",\"prefix\":\"\",\"requests_per_second\":-1}|1 or more",
                "{\"bucket\":\"files\",\"prefix\":\"\",\"bytes_per_second\":9999999999999999999}|at most",
                "{\"bucket\":\"files\",\"prefix\":\"\",\"bytes_per_second\":1}|262144",
                "{\"bucket\":\"raw\",\"prefix\":\"\"}|uses no cache"
            })
    void warm_bodyThatIsNotUnderstood_is400WithTheReason(String body, String reason) throws IOException {
        RawAnswer answer = admin.post("/admin/cache/warm", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains(reason);
    }

    @Test
    void warm_job_isFoundWhileAtWorkCancelledAndRemembered() throws Exception {
        served.put("slow/1", new byte[10]);
        served.put("slow/2", new byte[10]);
        CountDownLatch gate = new CountDownLatch(1);
        served.origin.next(OriginFault.after(gate));

        RawAnswer started = admin.post(
                "/admin/cache/warm", "{\"bucket\":\"files\",\"keys\":[\"slow/1\",\"slow/2\"],\"concurrency\":1}");
        String job = started.header("location");

        assertThat(started.status()).isEqualTo(202);
        assertThat(job).startsWith("/admin/cache/warm/");
        assertThat(admin.get(job).text()).contains("\"state\":\"running\",\"found\":2,\"done\":0");
        assertThat(admin.get("/admin/cache/warm").text()).contains("\"state\":\"running\"");
        assertThat(admin.delete(job).text()).contains("\"state\":\"cancelled\",\"reason\":\"somebody");
        gate.countDown();
        awaitText(job, "\"ended\":");
        assertThat(admin.delete(job).status()).isEqualTo(200);
        assertThat(admin.delete("/admin/cache/warm/none").status()).isEqualTo(404);
        assertThat(cacheSays("/files/slow/2")).isEqualTo("MISS");
    }

    private static String awaitText(String target, String wanted) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        String text = admin.get(target).text();
        while (!text.contains(wanted)) {
            assertThat(System.nanoTime()).as(text).isLessThan(deadline);
            text = admin.get(target).text();
        }
        return text;
    }

    @Test
    void warm_objectsThatFail_saysWhichAndWhy() throws IOException {
        RawAnswer started = admin.post("/admin/cache/warm", "{\"bucket\":\"files\",\"keys\":[\"gone \\\"1\\\"\"]}");

        assertThat(awaitText(started.header("location"), "\"ended\":"))
                .contains("\"state\":\"done\",\"found\":1,\"done\":0,\"skipped\":0,\"failed\":1")
                .contains("\"failures\":[{\"key\":\"gone \\\"1\\\"\",\"message\":\"there is no such object\"}]");
    }

    @Test
    void metrics_ofTheCache_haveBucketAndTier() throws IOException {
        assertThat(admin.get("/metrics").text())
                .contains("yatagarasu_cache_hits_total{bucket=\"files\",tier=\"memory\"}")
                .contains("yatagarasu_cache_misses_total{bucket=\"files\",tier=\"memory\"}")
                .contains("yatagarasu_cache_served_bytes_total{bucket=\"files\"}")
                .contains("yatagarasu_warmup_jobs ")
                .contains("yatagarasu_warmup_objects_total{bucket=\"files\",result=\"done\"}")
                .contains("yatagarasu_warmup_read_bytes_total{bucket=\"files\"}")
                .doesNotContain("a.txt", "bucket=\"raw\",tier");
    }

    @Test
    void dataPort_adminCalls_areNotThere() throws IOException {
        for (String method : Arrays.asList("GET", "POST", "DELETE")) {
            assertThat(new AdminCalls(served.port())
                            .send(method, "/admin/cache", "Host: localhost\r\n" + AdminCalls.JSON, "")
                            .status())
                    .isIn(404, 405);
        }
    }
}
