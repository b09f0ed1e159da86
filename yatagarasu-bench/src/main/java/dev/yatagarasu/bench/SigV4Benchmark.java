package dev.yatagarasu.bench;

import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.core.internal.storage.s3.SigV4Signer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * What does signing a whole request cost, and what does it cost the AWS SDK? A GET and a HEAD with a warm key of the day
 * and 5 or 15 signed headers, from unsigned headers to signed ones. Set-up checks that both signers come to the same
 * {@code Authorization}.
 *
 * <p>{@code yatagarasu-bench/jmh SigV4Benchmark -prof gc}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SigV4Benchmark {
    /** Signed headers. */
    @Param({"5", "15"})
    public int headers;

    private final SigV4Signer ours = SignedRequests.signer();
    private final SignedRequests requests = new SignedRequests();
    private Headers unsigned = Headers.empty();
    private SdkHttpRequest get = SignedRequests.forSdk(SdkHttpMethod.GET, unsigned);
    private SdkHttpRequest head = get;

    @Setup(Level.Trial)
    public void prepare() {
        unsigned = SignedRequests.headers(headers);
        get = SignedRequests.forSdk(SdkHttpMethod.GET, unsigned);
        head = SignedRequests.forSdk(SdkHttpMethod.HEAD, unsigned);
        String own = get().firstOr("authorization", "none");
        String theirs = getWithAwsSdk().firstMatchingHeader("Authorization").orElse("none");
        if (!own.equals(theirs)) {
            throw new IllegalStateException("the signers disagree:\n" + own + "\n" + theirs);
        }
    }

    @Benchmark
    public Headers get() {
        return ours.sign("GET", SignedRequests.PATH, unsigned);
    }

    @Benchmark
    public Headers head() {
        return ours.sign("HEAD", SignedRequests.PATH, unsigned);
    }

    @Benchmark
    public SdkHttpRequest getWithAwsSdk() {
        return requests.signWithSdk(get);
    }

    @Benchmark
    public SdkHttpRequest headWithAwsSdk() {
        return requests.signWithSdk(head);
    }
}
