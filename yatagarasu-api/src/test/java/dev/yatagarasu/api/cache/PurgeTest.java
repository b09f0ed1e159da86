package dev.yatagarasu.api.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PurgeTest {
    @Test
    void matches_key_isExact() {
        Purge purge = Purge.key("files", "a/b.txt");
        assertThat(purge.matches(ObjectKey.of("files", "a/b.txt"), List.of())).isTrue();
        assertThat(purge.matches(ObjectKey.of("files", "/a/b.txt"), List.of())).isFalse();
        assertThat(purge.matches(ObjectKey.of("files", "a/b.txt2"), List.of())).isFalse();
        assertThat(purge.matches(ObjectKey.of("other", "a/b.txt"), List.of())).isFalse();
    }

    @Test
    void matches_prefix_isTheStartOfTheKey() {
        Purge purge = Purge.prefix("files", "a/");
        assertThat(purge.matches(ObjectKey.of("files", "a/b.txt"), List.of())).isTrue();
        assertThat(purge.matches(ObjectKey.of("files", "ab.txt"), List.of())).isFalse();
        assertThat(purge.matches(ObjectKey.of("files", "x/a/b.txt"), List.of())).isFalse();
        assertThat(purge.matches(ObjectKey.of("other", "a/b.txt"), List.of())).isFalse();
    }

    @Test
    void matches_bucket_isAllOfIt() {
        Purge purge = Purge.bucket("files");
        assertThat(purge.matches(ObjectKey.of("files", "anything"), List.of())).isTrue();
        assertThat(purge.matches(ObjectKey.of("files2", "anything"), List.of())).isFalse();
    }

    @Test
    void matches_tag_isOneOfTheObjects() {
        Purge purge = Purge.tag("files", "news");
        assertThat(purge.matches(ObjectKey.of("files", "a"), List.of("x", "news")))
                .isTrue();
        assertThat(purge.matches(ObjectKey.of("files", "news"), List.of("newsletter")))
                .isFalse();
        assertThat(purge.matches(ObjectKey.of("other", "a"), List.of("news"))).isFalse();
    }

    @Test
    void matches_variant_isPartOfTheObject() {
        assertThat(Purge.key("files", "a").matches(new ObjectKey("files", "a", "x"), List.of()))
                .isTrue();
    }

    @Test
    void mayMatch_tagOfAnObjectWithUnknownTags_isPossible() {
        assertThat(Purge.tag("files", "news").mayMatch(ObjectKey.of("files", "a")))
                .isTrue();
        assertThat(Purge.tag("files", "news").mayMatch(ObjectKey.of("other", "a")))
                .isFalse();
        assertThat(Purge.key("files", "b").mayMatch(ObjectKey.of("files", "a"))).isFalse();
    }

    @Test
    void softly_anyKind_onlyBecomesSoft() {
        assertThat(Purge.key("b", "k").softly()).isEqualTo(new Purge.Key("b", "k", true));
        assertThat(Purge.prefix("b", "k").softly()).isEqualTo(new Purge.Prefix("b", "k", true));
        assertThat(Purge.tag("b", "t").softly()).isEqualTo(new Purge.Tag("b", "t", true));
        assertThat(Purge.bucket("b").softly()).isEqualTo(new Purge.Bucket("b", true));
    }

    @Test
    void in_anotherBucket_keepsEverythingElse() {
        assertThat(Purge.key("b", "k").in("c")).isEqualTo(Purge.key("c", "k"));
        assertThat(Purge.prefix("b", "k").softly().in("c")).isEqualTo(new Purge.Prefix("c", "k", true));
        assertThat(Purge.tag("b", "t").in("c")).isEqualTo(Purge.tag("c", "t"));
        assertThat(Purge.bucket("b").in("c")).isEqualTo(Purge.bucket("c"));
    }
}
