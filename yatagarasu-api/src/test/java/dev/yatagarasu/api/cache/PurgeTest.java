package dev.yatagarasu.api.cache;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PurgeTest {
    @Test
    void matches_key_isExact() {
        Purge purge = Purge.key("files", "a/b.txt");
        assertThat(purge.matches("files", "a/b.txt")).isTrue();
        assertThat(purge.matches("files", "/a/b.txt")).isFalse();
        assertThat(purge.matches("files", "a/b.txt2")).isFalse();
        assertThat(purge.matches("other", "a/b.txt")).isFalse();
    }

    @Test
    void matches_prefix_isTheStartOfTheKey() {
        Purge purge = Purge.prefix("files", "a/");
        assertThat(purge.matches("files", "a/b.txt")).isTrue();
        assertThat(purge.matches("files", "ab.txt")).isFalse();
        assertThat(purge.matches("files", "x/a/b.txt")).isFalse();
        assertThat(purge.matches("other", "a/b.txt")).isFalse();
    }

    @Test
    void matches_bucket_isAllOfIt() {
        Purge purge = Purge.bucket("files");
        assertThat(purge.matches("files", "anything")).isTrue();
        assertThat(purge.matches("files2", "anything")).isFalse();
    }
}
