package dev.yatagarasu.api.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.api.storage.ByteRange.Span;
import dev.yatagarasu.api.storage.ByteRange.Suffix;
import org.junit.jupiter.api.Test;

class ByteRangeTest {
    @Test
    void resolveSpan_insideTheObject_isItself() {
        assertThat(new Span(2, 5).resolve(10)).contains(new Span(2, 5));
    }

    @Test
    void resolveSpan_beyondTheEnd_isCut() {
        assertThat(new Span(2, 50).resolve(10)).contains(new Span(2, 9));
        assertThat(new Span(9, Long.MAX_VALUE).resolve(10)).contains(new Span(9, 9));
    }

    @Test
    void resolveSpan_behindTheEnd_cannotBeSatisfied() {
        assertThat(new Span(10, 20).resolve(10)).isEmpty();
        assertThat(new Span(Long.MAX_VALUE, Long.MAX_VALUE).resolve(10)).isEmpty();
    }

    @Test
    void resolveSpan_emptyObject_cannotBeSatisfied() {
        assertThat(new Span(0, Long.MAX_VALUE).resolve(0)).isEmpty();
    }

    @Test
    void resolveSuffix_shorterThanTheObject_isItsEnd() {
        assertThat(new Suffix(3).resolve(10)).contains(new Span(7, 9));
    }

    @Test
    void resolveSuffix_longerThanTheObject_isTheWhole() {
        assertThat(new Suffix(Long.MAX_VALUE).resolve(10)).contains(new Span(0, 9));
    }

    @Test
    void resolveSuffix_nothingOrEmptyObject_cannotBeSatisfied() {
        assertThat(new Suffix(0).resolve(10)).isEmpty();
        assertThat(new Suffix(3).resolve(0)).isEmpty();
    }

    @Test
    void length_resolvedSpan_countsBothEnds() {
        assertThat(new Span(2, 5).length()).isEqualTo(4);
    }

    @Test
    void toHeader_eachKind_isWhatHttpWrites() {
        assertThat(new Span(2, 5).toHeader()).isEqualTo("bytes=2-5");
        assertThat(new Span(2, Long.MAX_VALUE).toHeader()).isEqualTo("bytes=2-");
        assertThat(new Suffix(7).toHeader()).isEqualTo("bytes=-7");
    }

    @Test
    void create_impossibleRange_throws() {
        assertThatThrownBy(() -> new Span(5, 4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Span(-1, 4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Suffix(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
