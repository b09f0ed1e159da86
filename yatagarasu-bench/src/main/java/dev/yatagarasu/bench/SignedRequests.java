package dev.yatagarasu.bench;

import dev.yatagarasu.api.Secret;
import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.core.config.S3Credentials;
import dev.yatagarasu.core.internal.storage.s3.SigV4Signer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** One request to storage, in the shapes that our signer and the AWS SDK's take. */
final class SignedRequests {
    static final String HOST = "s3.eu-central-1.amazonaws.com";
    static final String PATH = "/reports/2026/quarter-4/annual-report.pdf";
    static final String REGION = "eu-central-1";
    static final String ACCESS_KEY = "AKIDEXAMPLE";
    static final Secret SECRET_KEY = Secret.of("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");

    /** The time stands still: what a new second costs is a benchmark of its own. */
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

    private static final int SET_BY_SIGNER = 2;

    private final AwsV4HttpSigner sdk = AwsV4HttpSigner.create();
    private final AwsCredentialsIdentity identity = AwsCredentialsIdentity.create(ACCESS_KEY, SECRET_KEY.reveal());

    static SigV4Signer signer() {
        return new SigV4Signer(new S3Credentials.Static(ACCESS_KEY, SECRET_KEY, Optional.empty()), REGION, CLOCK);
    }

    /** So many headers to sign, with those that the signer adds counted in. */
    static Headers headers(int count) {
        Headers.Builder headers = Headers.builder().addLowerCase("host", HOST);
        for (int i = 1; i < count - SET_BY_SIGNER; i++) {
            headers.addLowerCase("x-amz-meta-field-%02d".formatted(i), "value-of-field-" + i);
        }
        return headers.build();
    }

    static SdkHttpRequest forSdk(SdkHttpMethod method, Headers headers) {
        SdkHttpRequest.Builder request = SdkHttpRequest.builder()
                .method(method)
                .protocol("https")
                .host(HOST)
                .encodedPath(PATH);
        headers.forEach(request::putHeader);
        return request.build();
    }

    /** Signs as the SDK's own S3 client has it sign: path encoded once and not normalised. */
    SdkHttpRequest signWithSdk(SdkHttpRequest request) {
        return sdk.sign(signing -> signing.identity(identity)
                        .request(request)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, REGION)
                        .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                        .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
                        .putProperty(AwsV4HttpSigner.SIGNING_CLOCK, CLOCK))
                .request();
    }
}
