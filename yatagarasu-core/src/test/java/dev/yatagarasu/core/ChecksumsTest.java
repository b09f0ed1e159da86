package dev.yatagarasu.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.cache.BlockKey;
import dev.yatagarasu.core.config.BucketCacheConfig;
import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.core.config.S3Config;
import dev.yatagarasu.testkit.OriginFault;
import dev.yatagarasu.testkit.OriginObject;
import dev.yatagarasu.testkit.OriginRequest;
import dev.yatagarasu.testkit.VerifyingOrigin;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The checksums of an object, which S3 tells with whole objects only, whatever was asked for first. */
class ChecksumsTest extends EngineTest {
    private static final String CHECKSUM = "x-amz-checksum-crc32";
    private static final String LARGE = "0123456789abcdef".repeat(3 * BlockKey.BLOCK_SIZE / 16);

    private final VerifyingOrigin origin = VerifyingOrigin.start();

    @AfterEach
    void close() {
        origin.close();
    }

    private static OriginObject object(String content, String checksum) {
        return OriginObject.of(content.getBytes(StandardCharsets.US_ASCII), "text/plain")
                .with(CHECKSUM, checksum);
    }

    private void startOnS3(UnaryOperator<BucketConfig.Builder> settings) {
        clock.set(Instant.now());
        S3Config s3 = S3Config.builder("files", "us-east-1")
                .endpoint(origin.endpoint())
                .credentials(VerifyingOrigin.ACCESS_KEY, VerifyingOrigin.SECRET_KEY)
                .build();
        start(config(settings.apply(BucketConfig.publicBucket("files", "/", s3).exposeMetadata(true))));
        origin.put("files", "small", object(CONTENT, "ofSmall"));
        origin.put("files", "large", object(LARGE, "ofLarge-3"));
    }

    private void startOnS3() {
        startOnS3(bucket -> bucket);
    }

    private List<String> methods() {
        return origin.requests().stream().map(OriginRequest::method).toList();
    }

    /** Whole answers had no checksum for as long as the copy was kept. */
    @ParameterizedTest
    @CsvSource({"/small, bytes=2-4, ofSmall", "/large, bytes=300000-300004, ofLarge-3", "/large, bytes=-5, ofLarge-3"})
    void get_wholeAfterAColdRange_hasTheChecksum(String target, String range, String checksum) {
        startOnS3();

        Reply part = get(target, "range", range);
        Reply whole = get(target);

        assertThat(part.status()).isEqualTo(206);
        assertThat(part.headers().contains(CHECKSUM)).isFalse();
        assertThat(whole.header(CHECKSUM)).isEqualTo(checksum);
        assertThat(whole.text())
                .isEqualTo(target.equals("/small") ? CONTENT : LARGE)
                .contains(part.text());
        assertThat(methods().subList(0, 2)).containsExactly("HEAD", "GET");
    }

    @Test
    void get_rangesOfAKnownObject_needNoMoreHeads() {
        startOnS3();
        get("/large", "range", "bytes=0-4");

        assertThat(get("/large", "range", "bytes=600000-600004").text()).isEqualTo(LARGE.substring(600_000, 600_005));
        assertThat(methods()).containsExactly("HEAD", "GET", "GET");
    }

    @Test
    void get_coldRangeWithoutMetadata_isOneRequest() {
        startOnS3(bucket -> bucket.exposeMetadata(false));

        assertThat(get("/large", "range", "bytes=0-4").text()).isEqualTo("01234");
        assertThat(methods()).containsExactly("GET");
    }

    @Test
    void get_rangeWithoutACache_isOneRequest() {
        startOnS3(bucket -> bucket.cache(BucketCacheConfig.disabled()));

        assertThat(get("/large", "range", "bytes=0-4").text()).isEqualTo("01234");
        assertThat(methods()).containsExactly("GET");
    }

    @Test
    void get_rangeOfWhatIsNotKept_isOfTheSameBytes() {
        startOnS3(bucket -> bucket.cache(
                BucketCacheConfig.builder().maxObjectSize(LARGE.length() - 1).build()));

        assertThat(get("/large", "range", "bytes=0-4").text()).isEqualTo("01234");
        assertThat(get("/large").header(CHECKSUM)).isEqualTo("ofLarge-3");
        assertThat(methods()).containsExactly("HEAD", "GET", "GET");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404})
    void get_coldRangeWhoseHeadIsRefused_isServedWithoutChecksums(int status) {
        startOnS3();
        origin.next(OriginFault.error(status, "AccessDenied"));

        assertThat(get("/large", "range", "bytes=0-4").text()).isEqualTo("01234");
        assertThat(get("/large").headers().contains(CHECKSUM)).isFalse();
    }

    @Test
    void get_coldRangeOfWhatIsMissing_is404() {
        startOnS3();

        assertThat(get("/missing", "range", "bytes=0-4").status()).isEqualTo(404);
    }

    @Test
    void get_coldRangeInABucketThatIsMissing_isAnErrorEachTime() {
        startOnS3();
        origin.next(OriginFault.error(404, "NoSuchBucket"), OriginFault.error(404, "NoSuchBucket"));

        assertThat(get("/large", "range", "bytes=0-4").status()).isEqualTo(502);
        assertThat(get("/large", "range", "bytes=0-4").status()).isEqualTo(206);
    }

    @Test
    void get_rangeOfAStaleObject_isRevalidatedInOneRequest() {
        startOnS3(bucket -> bucket.cache(
                BucketCacheConfig.builder().ttl(Duration.ofSeconds(10)).build()));
        get("/small", "range", "bytes=2-4");
        clock.advance(Duration.ofSeconds(11));

        assertThat(get("/small", "range", "bytes=2-4").header("x-cache")).isEqualTo("REVALIDATED");
        assertThat(get("/small").header(CHECKSUM)).isEqualTo("ofSmall");
        assertThat(methods()).containsExactly("HEAD", "GET", "HEAD");
    }

    @Test
    void get_rangeOfAStaleObjectThatHasChanged_isOfTheNewOneAndSoIsTheChecksum() {
        startOnS3(bucket -> bucket.cache(
                BucketCacheConfig.builder().ttl(Duration.ofSeconds(10)).build()));
        get("/small", "range", "bytes=2-4");
        origin.put("files", "small", object("9876543210", "ofOther"));
        clock.advance(Duration.ofSeconds(11));

        assertThat(get("/small", "range", "bytes=2-4").text()).isEqualTo("765");
        assertThat(get("/small").header(CHECKSUM)).isEqualTo("ofOther");
    }

    /** As GCS does it with what is stored in gzip: HEAD tells of the stored bytes, GET sends others, without a length. */
    @Test
    void get_coldRangeWhoseHeadTellsOfOtherBytes_asksForTheHeadOnce() {
        startOnS3();
        OriginFault unpacked = OriginFault.chunked("ETag: W/\"unpacked\"\r\n", LARGE);
        origin.next(OriginFault.after(new CountDownLatch(0)), unpacked, unpacked);

        Reply whole = get("/large", "range", "bytes=0-4");

        assertThat(whole.status()).isEqualTo(200);
        assertThat(whole.text()).isEqualTo(LARGE);
        assertThat(methods()).containsExactly("HEAD", "GET", "GET");
    }

    /** Storage that tells of one size in answers to HEAD and of another in those to GET. */
    @Test
    void get_coldRangeWhoseHeadTellsAnotherSize_isServedFromTheSecondGet() {
        startOnS3();
        String etag = object(LARGE, "ofLarge-3").etag();
        OriginFault wrong =
                OriginFault.rawThenOpen("HTTP/1.1 200 OK\r\nETag: " + etag + "\r\nContent-Length: 900000\r\n\r\n");
        origin.next(wrong);

        assertThat(get("/large", "range", "bytes=0-4").text()).isEqualTo("01234");
        assertThat(methods()).containsExactly("HEAD", "GET", "GET");
    }
}
