package dev.yatagarasu.core.internal.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.Secret;
import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.core.config.S3Credentials;
import dev.yatagarasu.testkit.ManualClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SigV4SignerTest {
    private static final S3Credentials.Static EXAMPLE = new S3Credentials.Static(
            "AKIAIOSFODNN7EXAMPLE", Secret.of("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"), Optional.empty());

    private final ManualClock clock = new ManualClock(Instant.parse("2013-05-24T00:00:00Z"));
    private final SigV4Signer signer = new SigV4Signer(EXAMPLE, "us-east-1", clock);

    /** The example "GET Object" of the specification. */
    @Test
    void sign_exampleOfTheSpecification_givesItsSignature() {
        Headers headers = Headers.of("host", "examplebucket.s3.amazonaws.com", "range", "bytes=0-9");
        assertThat(signer.sign("GET", "/test.txt", headers).first("authorization"))
                .contains("AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, "
                        + "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date, "
                        + "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
    }

    @Test
    void sign_pastMidnight_rollsTheKeyOver() {
        clock.set(Instant.parse("2026-01-31T23:59:59.999Z"));
        assertThat(authorization()).contains("/20260131/");
        clock.advance(Duration.ofMillis(1));
        String after = authorization();
        assertThat(after).contains("/20260201/");
        assertThat(after).isEqualTo(authorizationOfANewSigner());
        clock.set(Instant.parse("2026-01-31T23:59:59Z"));
        assertThat(authorization()).contains("/20260131/").isEqualTo(authorizationOfANewSigner());
    }

    @Test
    void sign_withinOneDay_keepsTheKey() {
        SigningKey key = signer.key(signer.date().day());
        clock.advance(Duration.ofHours(23));
        assertThat(signer.key(signer.date().day())).isSameAs(key);
        clock.advance(Duration.ofHours(1));
        assertThat(signer.key(signer.date().day())).isNotSameAs(key);
    }

    @Test
    void sign_laterSecond_changesDateAndSignature() {
        String before = authorization();
        clock.advance(Duration.ofSeconds(1));
        assertThat(authorization()).isNotEqualTo(before);
        assertThat(signer.date().timestamp()).isEqualTo("20130524T000001Z");
    }

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, 19700101T000000Z",
        "2024-02-29T23:59:59Z, 20240229T235959Z",
        "2000-12-31T01:02:03Z, 20001231T010203Z",
        "1969-12-31T23:59:59Z, 19691231T235959Z",
    })
    void amzDate_second_isSpelled(Instant instant, String timestamp) {
        AmzDate date = AmzDate.of(instant.getEpochSecond());
        assertThat(date.timestamp()).isEqualTo(timestamp);
        assertThat(date.day()).isEqualTo(timestamp.substring(0, 8));
    }

    @Test
    void canonicalRequest_headers_areSortedTrimmedAndJoined() {
        CanonicalRequest request = CanonicalRequest.of(
                "GET", "//a/../b", Headers.of("x-b", "  two   words ", "host", "h", "x-a", "1", "x-b", "", "x-a", "2"));
        assertThat(request.text())
                .isEqualTo("GET\n//a/../b\n\nhost:h\nx-a:1,2\nx-b:two words,\n\nhost;x-a;x-b\n"
                        + CanonicalRequest.EMPTY_PAYLOAD);
        assertThat(request.signedHeaders()).isEqualTo("host;x-a;x-b");
    }

    /** RFC 4231, test cases 1, 2 and 6; each twice, since a code must leave nothing behind for the next one. */
    @Test
    void hmac_publishedVectors_areMetEachTime() {
        assertHmac("0b".repeat(20), "Hi There", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
        assertHmac(
                HexFormat.of().formatHex("Jefe".getBytes(StandardCharsets.US_ASCII)),
                "what do ya want for nothing?",
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        assertHmac(
                "aa".repeat(131),
                "Test Using Larger Than Block-Size Key - Hash Key First",
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
    }

    private static void assertHmac(String key, String message, String code) {
        HmacSha256 hmac = new HmacSha256(HexFormat.of().parseHex(key));
        for (int round = 0; round < 2; round++) {
            assertThat(HexFormat.of().formatHex(hmac.sign(message.getBytes(StandardCharsets.US_ASCII))))
                    .isEqualTo(code);
        }
    }

    private String authorization() {
        return signer.sign("GET", "/k", Headers.of("host", "h")).firstOr("authorization", "");
    }

    private String authorizationOfANewSigner() {
        return new SigV4Signer(EXAMPLE, "us-east-1", clock)
                .sign("GET", "/k", Headers.of("host", "h"))
                .firstOr("authorization", "");
    }
}
