package dev.yatagarasu.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.policy.AccessRequest;
import dev.yatagarasu.core.config.AuthConfig;
import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.core.config.JwtAlgorithm;
import dev.yatagarasu.core.config.JwtConfig;
import dev.yatagarasu.core.config.JwtKey;
import dev.yatagarasu.core.config.StorageConfig;
import dev.yatagarasu.core.config.TokenSource;
import dev.yatagarasu.core.internal.identity.Tokens;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries of buckets that not everybody may read. */
class GuardedQueryTest extends EngineTest {
    private static final String ADA = "Bearer ada";

    private final AskedPolicy policy = new AskedPolicy();

    private BucketConfig.Builder decided() {
        AuthConfig auth = AuthConfig.builder()
                .authenticator(new BearerNames())
                .authorizer(policy)
                .build();
        return BucketConfig.protectedBucket("files", "/", new StorageConfig.Provided(storage), auth);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a.txt?acl", "/missing?acl", "/a.txt?versionId=x", "/a.txt?partNumber=1"})
    void get_withoutPermission_isNotToldWhatTheQueryMeans(String target) {
        start(config(decided()));
        policy.rule = request -> AskedPolicy.DENY;

        assertThat(get(target).status()).isEqualTo(401);
        assertThat(get(target, "authorization", ADA).status()).isEqualTo(403);
        policy.rule = request -> AskedPolicy.ALLOW;
        assertThat(get(target, "authorization", "Bearer ben").status()).isEqualTo(501);
    }

    @Test
    void get_version_isSeenByThePolicyAndDecidedApart() {
        storage.keepsVersions = true;
        storage.put("a.txt?old", "the old one", "etag", "\"v0\"");
        policy.rule = request -> request.version().isPresent() ? AskedPolicy.DENY : AskedPolicy.ALLOW;
        start(config(decided().versions(true)));

        assertThat(get("/a.txt", "authorization", ADA).status()).isEqualTo(200);
        assertThat(get("/a.txt?versionId=old", "authorization", ADA).status()).isEqualTo(403);
        assertThat(get("/a.txt", "authorization", ADA).status()).isEqualTo(200);
        assertThat(policy.asked)
                .extracting(AccessRequest::version)
                .containsExactly(Optional.empty(), Optional.of("old"));
    }

    @Test
    void get_tokenInAParameterWithANameOfS3_isTheToken() {
        JwtConfig jwt = JwtConfig.builder(JwtAlgorithm.HS256)
                .key(JwtKey.secret(Tokens.SECRET))
                .requireExp(false)
                .tokenSource(new TokenSource.Query("acl"))
                .build();
        start(config(BucketConfig.protectedBucket(
                "files",
                "/",
                new StorageConfig.Provided(storage),
                AuthConfig.builder().jwt(jwt).build())));
        String token = Tokens.hs256("{\"sub\":\"ann\"}");

        assertThat(get("/a.txt?acl=" + token).text()).isEqualTo(CONTENT);
        assertThat(get("/a.txt?acl=" + token + "&tagging").status()).isEqualTo(501);
    }
}
