package dev.yatagarasu.bench;

import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.api.identity.Authentication;
import dev.yatagarasu.api.identity.IdentityRequest;
import dev.yatagarasu.core.internal.identity.JwtAuthenticator;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost to find out whose a request is? A token of 10 claims and 600 characters, five claim rules. Cold: the
 * token was never seen, so that it is checked as a whole and then remembered; beside it, the JDK's check of the same
 * signature alone. Remembered: it was seen before. Unknown: found in the request, looked up, and not there.
 *
 * <p>{@code yatagarasu-bench/jmh JwtBenchmark -prof gc}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class JwtBenchmark {
    private final SignedTokens tokens = new SignedTokens();
    private final JwtAuthenticator forgetting = tokens.forgetting();
    private final JwtAuthenticator remembering = tokens.remembering();
    private final IdentityRequest hs256 = bearer("HS256");
    private final IdentityRequest rs256 = bearer("RS256");
    private final IdentityRequest es256 = bearer("ES256");
    private final String unseen = tokens.token("HS256", "bob");
    private final IdentityRequest unseenInBearer = request(Headers.of("authorization", "Bearer " + unseen), "");
    private final IdentityRequest unseenInHeader = request(Headers.of("x-token", "Token " + unseen), "");
    private final IdentityRequest unseenInQuery = request(Headers.empty(), "a=b&token=" + unseen);

    private IdentityRequest bearer(String algorithm) {
        return request(Headers.of("authorization", "Bearer " + tokens.token(algorithm, "ann")), "");
    }

    private static IdentityRequest request(Headers more, String query) {
        Headers.Builder headers = Headers.builder()
                .add("host", "files.example.com")
                .add("user-agent", "curl/8.0")
                .add("accept", "*/*");
        more.forEach(headers::add);
        return new IdentityRequest("files", headers.build(), query, "192.0.2.1");
    }

    @Setup(Level.Trial)
    public void check() {
        for (IdentityRequest request : new IdentityRequest[] {hs256, rs256, es256}) {
            forgetting.authenticate(request);
            if (!isGood(forgetting, request) || !isGood(remembering, request)) {
                throw new IllegalStateException("a good token is not taken");
            }
        }
    }

    private static boolean isGood(JwtAuthenticator authenticator, IdentityRequest request) {
        return authenticator.authenticate(request) instanceof Authentication.Authenticated;
    }

    @Benchmark
    public Authentication coldHs256() {
        return forgetting.authenticate(hs256);
    }

    @Benchmark
    public Authentication coldRs256() {
        return forgetting.authenticate(rs256);
    }

    @Benchmark
    public Authentication coldEs256() {
        return forgetting.authenticate(es256);
    }

    @Benchmark
    public boolean jdkRs256() throws GeneralSecurityException {
        return tokens.verify(Signature.getInstance("SHA256withRSA"), "RS256");
    }

    @Benchmark
    public boolean jdkEs256() throws GeneralSecurityException {
        return tokens.verify(Signature.getInstance("SHA256withECDSAinP1363Format"), "ES256");
    }

    @Benchmark
    public byte[] jdkHs256() throws GeneralSecurityException {
        return tokens.mac();
    }

    @Benchmark
    public Optional<Authentication> remembered() {
        return remembering.recall(hs256);
    }

    @Benchmark
    public Optional<Authentication> unknownInBearer() {
        return remembering.recall(unseenInBearer);
    }

    @Benchmark
    public Optional<Authentication> unknownInHeader() {
        return remembering.recall(unseenInHeader);
    }

    @Benchmark
    public Optional<Authentication> unknownInQuery() {
        return remembering.recall(unseenInQuery);
    }
}
