package dev.yatagarasu.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.yatagarasu.api.config.ConfigurationException;
import dev.yatagarasu.api.config.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One problem neither makes another appear nor hides one. */
class ProblemsApartTest {
    private static List<String> paths(Yaml yaml) {
        return catchThrowableOfType(ConfigurationException.class, yaml::parse).problems().stream()
                .map(Problem::path)
                .toList();
    }

    private static Yaml secured() {
        return Yaml.minimal()
                .set("jwt.algorithm", "HS256")
                .set("jwt.secret", "a-secret-of-more-than-256-bits-for-tests-only")
                .set("buckets.0.auth.enabled", "true");
    }

    @Test
    void perUserLimit_problemElsewhere_isNotCalledUseless() {
        Yaml yaml = secured().set("buckets.0.rate_limit.per_user", "5").set("server.idle_timeout", "soon");

        assertThat(paths(yaml)).containsExactly("server.idle_timeout");
    }

    @Test
    void perUserLimit_problemInTheTokens_isNotCalledUseless() {
        Yaml yaml = secured().set("buckets.0.rate_limit.per_user", "5").set("jwt.clock_skew", "soon");

        assertThat(paths(yaml)).containsExactly("jwt.clock_skew");
    }

    @Test
    void perUserLimit_publicBucketAndProblemElsewhere_isCalledUselessToo() {
        Yaml yaml = Yaml.minimal().set("buckets.0.rate_limit.per_user", "5").set("server.idle_timeout", "soon");

        assertThat(paths(yaml)).containsExactlyInAnyOrder("server.idle_timeout", "buckets[0].rate_limit.per_user");
    }

    @Test
    void pathStyle_problemElsewhere_isFoundToo() {
        Yaml yaml = Yaml.minimal()
                .set("server.idle_timeout", "soon")
                .set("buckets.0.s3.endpoint", "http://127.0.0.1:9000")
                .set("buckets.0.s3.path_style", "false");

        assertThat(paths(yaml)).containsExactlyInAnyOrder("server.idle_timeout", "buckets[0].s3.path_style");
    }

    @Test
    void s3_settingOfItsOwnIsWrong_whatOthersSayTogetherIsFoundToo() {
        Yaml yaml = Yaml.minimal()
                .set("buckets.0.s3.timeout", "soon")
                .set("buckets.0.s3.endpoint", "http://127.0.0.1:9000")
                .set("buckets.0.s3.path_style", "false")
                .set("buckets.0.s3.fips", "true");

        assertThat(paths(yaml))
                .containsExactlyInAnyOrder("buckets[0].s3.timeout", "buckets[0].s3.path_style", "buckets[0].s3.fips");
    }

    @Test
    void s3_certificatesThatAreNotThereAndPlainEndpoint_areBothSaid() {
        Yaml yaml = Yaml.minimal()
                .set("buckets.0.s3.endpoint", "http://127.0.0.1:9000")
                .set("buckets.0.s3.tls.ca_certificate", "/none");

        assertThat(paths(yaml)).containsExactlyInAnyOrder("buckets[0].s3.tls", "buckets[0].s3.tls.ca_certificate");
    }

    @Test
    void s3_regionThatNoHostCanHoldAndCertificatesThatAreNotThere_areBothSaid() {
        Yaml yaml =
                Yaml.minimal().set("buckets.0.s3.region", "\"a b\"").set("buckets.0.s3.tls.ca_certificate", "/none");

        assertThat(paths(yaml)).containsExactlyInAnyOrder("buckets[0].s3.region", "buckets[0].s3.tls.ca_certificate");
    }

    @Test
    void s3_wrongEndpoint_regionAndPathStyleAreNotJudged() {
        Yaml yaml = Yaml.minimal()
                .set("buckets.0.s3.endpoint", "ftp://127.0.0.1:9000")
                .set("buckets.0.s3.path_style", "false")
                .set("buckets.0.s3.region", "home");

        assertThat(paths(yaml)).containsExactly("buckets[0].s3.endpoint");
    }

    @Test
    void s3_secretKeyThatCanBeNone_isSaidWhereItStands() {
        Yaml yaml = Yaml.minimal()
                .remove("buckets.0.s3.credentials")
                .set("buckets.0.s3.access_key", "key")
                .set("buckets.0.s3.secret_key", "\"s e c r e t\"");

        assertThat(paths(yaml)).containsExactly("buckets[0].s3.secret_key");
    }

    @Test
    void jwt_oneWrongKeyOfSeveral_otherKeysAreJudgedAndAlgorithmsAreNotCalledUnused() {
        Yaml yaml = secured()
                .remove("jwt.algorithm")
                .remove("jwt.secret")
                .set("jwt.algorithms", "[ HS256, RS256 ]")
                .set("jwt.keys.0.id", "a")
                .set("jwt.keys.0.public_key", "none")
                .set("jwt.keys.1.id", "a")
                .set("jwt.keys.1.algorithm", "HS384")
                .set("jwt.keys.1.secret", "a-secret-of-more-than-384-bits-for-tests-only-and-more");

        assertThat(paths(yaml))
                .containsExactlyInAnyOrder("jwt.keys[0].public_key", "jwt.keys[1].id", "jwt.keys[1].algorithm");
    }

    @Test
    void jwt_wrongAlgorithmInTheList_keysAreNotSaidNotToFit() {
        Yaml yaml = secured().remove("jwt.algorithm").set("jwt.algorithms", "[ HS265, ES256 ]");

        assertThat(paths(yaml)).containsExactly("jwt.algorithms[0]");
    }

    @Test
    void admin_wrongTokens_portsAndClaimsAreJudged() {
        Yaml yaml = Yaml.minimal()
                .set("server.address", "127.0.0.1:9090")
                .set("admin.jwt.algorithm", "HS265")
                .set("admin.jwt.secret", "a-secret-of-more-than-256-bits-for-tests-only");

        assertThat(paths(yaml)).containsExactlyInAnyOrder("admin.address", "admin.jwt", "admin.jwt.algorithm");
    }

    @Test
    void storage_misspeltType_isNotMissing() {
        Yaml yaml = Yaml.minimal()
                .remove("buckets.0.s3")
                .set("buckets.0.storage.tpye", "filesystem")
                .set("buckets.0.storage.root", "/tmp");

        assertThat(paths(yaml)).containsExactly("buckets[0].storage.tpye");
    }

    @Test
    void auth_unreadableEnabled_tokensAreReadAllTheSame() {
        Yaml yaml = Yaml.minimal()
                .set("buckets.0.auth.enabled", "yess")
                .set("buckets.0.auth.jwt.algorithm", "HS265")
                .set("buckets.0.auth.jwt.secret", "a-secret-of-more-than-256-bits-for-tests-only");

        assertThat(paths(yaml)).containsExactlyInAnyOrder("buckets[0].auth.enabled", "buckets[0].auth.jwt.algorithm");
    }

    @Test
    void jwtOfAllBuckets_misspelt_isNotMissingInBuckets() {
        Yaml yaml = Yaml.minimal().set("jwtt.algorithm", "HS256").set("buckets.0.auth.enabled", "true");

        assertThat(paths(yaml)).containsExactly("jwtt");
    }

    @Test
    void cacheLayers_misspelt_settingsOfLayersAreReadAndNotCalledUseless() {
        Yaml yaml = Yaml.minimal()
                .set("cache.layer", "[ memory, disk ]")
                .set("cache.disk.directory", "/var/cache/yatagarasu")
                .set("cache.disk.max_size", "lots");

        assertThat(paths(yaml)).containsExactlyInAnyOrder("cache.layer", "cache.disk.max_size");
    }

    @Test
    void misspeltRequiredKey_nearestIsThere_isMissingToo() {
        Yaml yaml = Yaml.minimal().remove("buckets.0.s3.region").set("buckets.0.s3.buckett", "eu-central-1");

        assertThat(paths(yaml)).containsExactlyInAnyOrder("buckets[0].s3.region", "buckets[0].s3.buckett");
    }
}
