package dev.yatagarasu.api.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PurgeTest {
    private static final List<Purge> EACH_KIND =
            List.of(Purge.key("b", "k"), Purge.prefix("b", "k"), Purge.tag("b", "k"), Purge.bucket("b"));

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
    void each_kind_saysWhatItNames() {
        assertThat(EACH_KIND)
                .extracting(Purge::kind)
                .containsExactly(Purge.Kind.KEY, Purge.Kind.PREFIX, Purge.Kind.TAG, Purge.Kind.BUCKET);
        assertThat(EACH_KIND).extracting(Purge::value).containsExactly("k", "k", "k", "");
        assertThat(EACH_KIND).allSatisfy(purge -> {
            assertThat(purge.bucket()).isEqualTo("b");
            assertThat(purge.soft()).isFalse();
        });
    }

    @Test
    void softly_anyKind_onlyBecomesSoft() {
        assertThat(EACH_KIND).allSatisfy(purge -> {
            Purge soft = purge.softly();
            assertThat(soft.soft()).isTrue();
            assertThat(soft.kind()).isEqualTo(purge.kind());
            assertThat(soft.bucket()).isEqualTo("b");
            assertThat(soft.value()).isEqualTo(purge.value());
            assertThat(soft).isNotEqualTo(purge).isEqualTo(soft.softly());
        });
    }

    @Test
    void in_anotherBucket_keepsEverythingElse() {
        assertThat(EACH_KIND)
                .extracting(purge -> purge.in("c"))
                .containsExactly(Purge.key("c", "k"), Purge.prefix("c", "k"), Purge.tag("c", "k"), Purge.bucket("c"));
        assertThat(Purge.key("b", "k").softly().in("c").soft()).isTrue();
    }

    @Test
    void equals_whatMeansTheSame_isOne() {
        assertThat(Purge.key("b", "k")).isEqualTo(Purge.key("b", "k")).hasSameHashCodeAs(Purge.key("b", "k"));
        assertThat(Set.copyOf(EACH_KIND)).hasSize(4);
        assertThat(Purge.key("b", "k")).isNotEqualTo(Purge.key("c", "k")).isNotEqualTo(Purge.key("b", "l"));
    }

    @Test
    void decisions_each_saysWhichAreMeant() {
        assertThat(DecisionPurge.of(Optional.empty(), Optional.empty())).isEqualTo(DecisionPurge.all());
        assertThat(DecisionPurge.of(Optional.of("b"), Optional.empty())).isEqualTo(DecisionPurge.ofBucket("b"));
        assertThat(DecisionPurge.of(Optional.empty(), Optional.of("p")))
                .isEqualTo(DecisionPurge.ofPrincipal("p"))
                .isNotEqualTo(DecisionPurge.ofBucket("p"));
        DecisionPurge both = DecisionPurge.of(Optional.of("b"), Optional.of("p"));
        assertThat(both.bucket()).contains("b");
        assertThat(both.principal()).contains("p");
    }
}
