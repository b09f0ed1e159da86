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
}
