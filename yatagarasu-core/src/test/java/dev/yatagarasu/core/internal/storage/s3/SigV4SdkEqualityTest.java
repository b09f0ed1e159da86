package dev.yatagarasu.core.internal.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.Secret;
import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.core.config.S3Credentials;
import dev.yatagarasu.testkit.ManualClock;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** Our signer and that of the AWS SDK give the same signature, whatever the request. */
class SigV4SdkEqualityTest {
    private static final int CASES = 2000;
    private static final long SEED = 20_260_131L;
    private static final String PATH_CHARACTERS = "abcXYZ019-._~/ +()!',;=@:$&*%?#\"<>\\{}|^`é日🦅\u0001";
    private static final String VALUE_CHARACTERS = "abcXYZ019-._~/+()!',;=@:$&*%?#\"<>\\{}|^`  ";
    private static final AwsV4HttpSigner SDK = AwsV4HttpSigner.create();

    private final ManualClock clock = new ManualClock(Instant.EPOCH);

    @Test
    void sign_randomRequests_areSignedAsTheSdkDoes() {
        Random random = new Random(SEED);
        for (int i = 0; i < CASES; i++) {
            clock.set(Instant.ofEpochSecond(random.nextLong(4_000_000_000L), random.nextInt(1_000_000_000)));
            S3Credentials.Static keys = keys(random);
            String region = random.nextBoolean() ? "us-east-1" : "eu-" + text(random, "abc-1", 1 + random.nextInt(12));
            String method = random.nextBoolean() ? "GET" : "HEAD";
            String host = "bucket-" + random.nextInt(9) + ".example.com" + (random.nextBoolean() ? "" : ":9000");
            String path = "/"
                    + S3Key.encode(text(random, PATH_CHARACTERS, random.nextInt(40)))
                            .orElseThrow();
            path += random.nextInt(3) == 0 ? query(random) : "";
            Headers headers = headers(random, host);
            assertThat(new SigV4Signer(keys, region, clock)
                            .sign(method, path, headers)
                            .firstOr("authorization", ""))
                    .as("case %d: %s %s %s", i, method, path, headers)
                    .isEqualTo(sdk(keys, region, method, path, headers));
        }
    }

    private static String query(Random random) {
        String prefix = S3Key.encodeParameter(text(random, PATH_CHARACTERS, random.nextInt(20)))
                .orElseThrow();
        return "?continuation-token=%2B%2F%3D" + random.nextInt(9) + "&list-type=2&prefix=" + prefix;
    }

    private String sdk(S3Credentials.Static keys, String region, String method, String target, Headers headers) {
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        String host = headers.firstOr("host", "");
        int colon = host.indexOf(':');
        SdkHttpRequest.Builder request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.fromValue(method))
                .protocol("https")
                .host(colon < 0 ? host : host.substring(0, colon))
                .encodedPath(path);
        if (colon >= 0) {
            request.port(Integer.valueOf(host.substring(colon + 1)));
        }
        if (mark >= 0) {
            for (String parameter : target.substring(mark + 1).split("&", -1)) {
                String[] pair = parameter.split("=", 2);
                request.appendRawQueryParameter(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
            }
        }
        headers.forEach((name, value) -> {
            if (!name.equals("host")) {
                request.appendHeader(name, value);
            }
        });
        return signedBySdk(keys, region, request.build());
    }

    private String signedBySdk(S3Credentials.Static keys, String region, SdkHttpRequest request) {
        Clock now = Clock.fixed(clock.instant(), ZoneOffset.UTC);
        return SDK.sign(sign -> sign.identity(identity(keys))
                        .request(request)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                        .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
                        .putProperty(HttpSigner.SIGNING_CLOCK, now))
                .request()
                .firstMatchingHeader("Authorization")
                .orElseThrow();
    }

    private static AwsCredentialsIdentity identity(S3Credentials.Static keys) {
        String secret = keys.secretKey().reveal();
        return keys.sessionToken()
                .<AwsCredentialsIdentity>map(
                        token -> AwsSessionCredentialsIdentity.create(keys.accessKey(), secret, token.reveal()))
                .orElseGet(() -> AwsCredentialsIdentity.create(keys.accessKey(), secret));
    }

    private static S3Credentials.Static keys(Random random) {
        String base64 = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/=";
        Optional<Secret> token = random.nextInt(3) == 0
                ? Optional.of(Secret.of(text(random, base64, 1 + random.nextInt(400))))
                : Optional.empty();
        return new S3Credentials.Static(
                text(random, "ABCDEFGHIJ0123456789", 20),
                Secret.of(text(random, base64, 1 + random.nextInt(100))),
                token);
    }

    private static Headers headers(Random random, String host) {
        Headers.Builder headers = Headers.builder().add("host", host);
        String[] known = {"range", "if-match", "if-none-match", "if-modified-since", "x-amz-expected-bucket-owner"};
        for (String name : known) {
            if (random.nextInt(3) == 0) {
                headers.add(
                        name,
                        text(random, VALUE_CHARACTERS, 1 + random.nextInt(40)).strip() + "z");
            }
        }
        int others = random.nextInt(12);
        for (int i = 0; i < others; i++) {
            headers.add("x-amz-meta-" + text(random, "abc-", 1 + random.nextInt(3)), text(random, VALUE_CHARACTERS, 9));
        }
        return headers.build();
    }

    private static String text(Random random, String characters, int length) {
        int[] points = characters.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return text.toString();
    }
}
