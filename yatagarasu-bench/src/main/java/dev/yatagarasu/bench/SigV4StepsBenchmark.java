package dev.yatagarasu.bench;

import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.core.internal.storage.s3.AmzDate;
import dev.yatagarasu.core.internal.storage.s3.CanonicalRequest;
import dev.yatagarasu.core.internal.storage.s3.HmacSha256;
import dev.yatagarasu.core.internal.storage.s3.SigV4Signer;
import dev.yatagarasu.core.internal.storage.s3.SigningKey;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Where does the time of a signature go? Its steps one by one: the canonical request with 5 and 15 headers, the string to
 * sign (a SHA-256 of the canonical request and the text around it), one HMAC of a string to sign, the derivation of a
 * day's key, and the texts of a new second.
 *
 * <p>{@code yatagarasu-bench/jmh SigV4Steps -prof gc}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SigV4StepsBenchmark {
    private final Headers fiveHeaders = SignedRequests.headers(5 + 2);
    private final Headers fifteenHeaders = SignedRequests.headers(15 + 2);
    private final AmzDate date = AmzDate.of(SignedRequests.CLOCK.millis() / 1000);
    private final SigningKey key = derive();
    private final String canonicalRequest =
            CanonicalRequest.of("GET", SignedRequests.PATH, fiveHeaders).text();
    private final byte[] stringToSign =
            SigV4Signer.stringToSign(canonicalRequest, date, key).getBytes(StandardCharsets.UTF_8);
    private final HmacSha256 hmac = new HmacSha256(new byte[32]);
    private long second = date.epochSecond();

    private SigningKey derive() {
        return SigningKey.derive(
                SignedRequests.ACCESS_KEY, SignedRequests.SECRET_KEY, SignedRequests.REGION, date.day());
    }

    @Benchmark
    public CanonicalRequest canonicalRequest5Headers() {
        return CanonicalRequest.of("GET", SignedRequests.PATH, fiveHeaders);
    }

    @Benchmark
    public CanonicalRequest canonicalRequest15Headers() {
        return CanonicalRequest.of("GET", SignedRequests.PATH, fifteenHeaders);
    }

    @Benchmark
    public String stringToSign() {
        return SigV4Signer.stringToSign(canonicalRequest, date, key);
    }

    @Benchmark
    public byte[] hmac() {
        return hmac.sign(stringToSign);
    }

    @Benchmark
    public SigningKey keyDerivation() {
        return derive();
    }

    @Benchmark
    public AmzDate date() {
        return AmzDate.of(second++);
    }
}
