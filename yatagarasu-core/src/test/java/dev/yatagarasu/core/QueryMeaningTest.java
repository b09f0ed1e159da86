package dev.yatagarasu.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.api.cache.Purge;
import dev.yatagarasu.api.config.ConfigurationException;
import dev.yatagarasu.core.config.BucketCacheConfig;
import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.core.config.ErrorFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parameters of the query that ask S3 for something else than the object, and versions. */
class QueryMeaningTest extends EngineTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acl",
                "acl=",
                "tagging",
                "attributes",
                "uploadId=x",
                "uploads",
                "torrent",
                "select",
                "list-type=2",
                "partNumber=2",
                "policy",
                "versions",
                "versioning",
                "cors",
                "lifecycle",
                "retention",
                "legal-hold",
                "versionId=nope",
                "response-content-type=text/html",
                "a=b&acl",
                "%61cl",
                "x-id=GetObject&partNumber=1"
            })
    void get_parameterThatAsksForSomethingElse_isNotImplemented(String query) {
        get("/a.txt");

        Reply answer = get("/a.txt?" + query);

        assertThat(answer.status()).isEqualTo(501);
        assertThat(answer.text()).contains("\"error\":\"not_implemented\"");
        assertThat(send("HEAD", "/a.txt?" + query).status()).isEqualTo(501);
        assertThat(get("/missing?" + query).status()).isEqualTo(501);
        assertThat(storage.calls).hasSize(1);
    }

    @Test
    void get_parameterThatAsksForSomethingElse_isNamed() {
        assertThat(get("/a.txt?a=b&partNumber=2").text()).contains("Leave partNumber out of it.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x-id=GetObject", "ACL", "page=2", "X-Amz-Expires=60", "aclx", "v=acl", "&&", "=acl"})
    void get_otherParameter_isIgnored(String query) {
        assertThat(get("/a.txt?" + query).text()).isEqualTo(CONTENT);
    }

    private BucketConfig.Builder versioned() {
        storage.keepsVersions = true;
        storage.put("a.txt?old", "the old one", "etag", "\"v0\"");
        return bucket("files", "/", storage).versions(true);
    }

    @Test
    void get_version_isThatOneAndKeptApart() {
        start(config(versioned()));

        assertThat(get("/a.txt").text()).isEqualTo(CONTENT);
        assertThat(get("/a.txt?versionId=old").text()).isEqualTo("the old one");
        assertThat(get("/a.txt?versionId=old", "range", "bytes=4-6").text()).isEqualTo("old");
        assertThat(get("/a.txt?versionId=old").fast()).isTrue();
        assertThat(get("/a.txt").text()).isEqualTo(CONTENT);
        assertThat(get("/a.txt?versionId=older").status()).isEqualTo(404);
        assertThat(storage.methods()).containsExactly("GET", "GET", "GET");
    }

    @Test
    void get_versionOfABucketWithoutCache_isThatOne() {
        start(config(versioned().cache(BucketCacheConfig.disabled())));

        assertThat(get("/a.txt?versionId=old").text()).isEqualTo("the old one");
        assertThat(send("HEAD", "/a.txt?versionId=old").header("etag")).isEqualTo("\"v0\"");
        assertThat(get("/a.txt?versionId=old", "range", "bytes=0-2,4-6").status())
                .isEqualTo(206);
    }

    @Test
    void purge_key_dropsItsVersionsToo() {
        start(config(versioned()));
        get("/a.txt?versionId=old");

        engine().cache().purge(Purge.key("files", "a.txt"));

        assertThat(get("/a.txt?versionId=old").fast()).isFalse();
    }

    @Test
    void get_versionThatVaries_isKeptByVariantAndVersion() {
        start(config(versioned()));
        storage.put("a.txt", "new", "etag", "\"v1\"", "vary", "accept");
        storage.put("a.txt?old", "old", "etag", "\"v0\"", "vary", "accept");

        for (String path : new String[] {"/a.txt", "/a.txt?versionId=old"}) {
            String expected = path.length() > 6 ? "old" : "new";
            assertThat(get(path, "accept", "a").text()).isEqualTo(expected);
            assertThat(get(path, "accept", "a").text()).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"versionId", "versionId=", "versionId=old&versionId=old", "versionId=%ff"})
    void get_noVersion_isABadRequest(String query) {
        start(config(versioned()));

        assertThat(get("/a.txt?" + query).status()).isEqualTo(400);
        assertThat(storage.calls).isEmpty();
    }

    @Test
    void start_versionsOnStorageWithoutThem_isAProblem() {
        assertThatThrownBy(() -> start(config(bucket("files", "/", storage).versions(true))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("versions");
        engine();
    }

    @ParameterizedTest
    @CsvSource({
        "/missing, , , 404, NoSuchKey",
        "/a.txt, if-match, x, 412, PreconditionFailed",
        "/a.txt, range, bytes=50-, 416, InvalidRange",
        "/a.txt?acl, , , 501, NotImplemented",
    })
    void get_errorOfABucketThatSpeaksS3_isXmlWithS3sCode(
            String target, String field, String value, int status, String code) {
        start(config(bucket("files", "/", storage).errors(ErrorFormat.S3)));

        Reply answer = field == null ? get(target) : get(target, field, value);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("content-type")).isEqualTo("application/xml");
        assertThat(answer.text())
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code + "</Code><Message>")
                .contains("<RequestId>" + answer.header("x-request-id") + "</RequestId></Error>");
        assertThat(answer.header("content-length"))
                .isEqualTo(Integer.toString(answer.text().length()));
    }

    @Test
    void get_errorOfASignedRequest_isXmlEverywhere() {
        String signature = "AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/s3/aws4_request, Signature=b";

        assertThat(get("/missing", "authorization", signature).text()).contains("<Code>NoSuchKey</Code>");
        assertThat(get("/missing?X-Amz-Signature=b").text()).contains("<Code>NoSuchKey</Code>");
        assertThat(send("PUT", "/missing", "authorization", signature).text())
                .contains("<Code>MethodNotAllowed</Code>");
        assertThat(get("/../x", "authorization", signature).text()).contains("<Code>InvalidURI</Code>");
        assertThat(get("/missing").text()).startsWith("{\"error\":\"not_found\"");
    }

    @Test
    void get_errorOfAMissingBucketOrVersion_isNamedSo() {
        storage.keepsVersions = true;
        start(config(bucket("files", "/f", storage).errors(ErrorFormat.S3).versions(true)));

        assertThat(get("/other/a.txt?X-Amz-Signature=b").text()).contains("<Code>NoSuchBucket</Code>");
        assertThat(get("/f/a.txt?versionId=none").text()).contains("<Code>NoSuchVersion</Code>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/f", "/f/", "/f//", "/f///", "/f?list-type=2", "/f/?prefix=a"})
    void get_noKey_isNeverAskedFor(String target) {
        start(config(bucket("files", "/f", storage)));

        assertThat(get(target).status()).isIn(404, 501);
        assertThat(storage.calls).isEmpty();
    }

    @Test
    void get_keyThatEndsWithASlash_isAskedForLikeOthers() {
        storage.putVersion("folder/", "a marker", "v1");

        assertThat(get("/folder/").text()).isEqualTo("a marker");
        assertThat(get("/folder/").fast()).isTrue();
        assertThat(get("/missing/").status()).isEqualTo(404);
    }
}
