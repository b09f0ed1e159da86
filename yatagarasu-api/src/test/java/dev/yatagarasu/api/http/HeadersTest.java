package dev.yatagarasu.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadersTest {
    private static final Headers HEADERS = Headers.of("ETag", "\"a\"", "Vary", "accept", "VARY", "origin");

    @Test
    void first_nameInOtherCase_isFoundInLowerCase() {
        assertThat(HEADERS.first("etag")).contains("\"a\"");
        assertThat(HEADERS.first("age")).isEmpty();
    }

    @Test
    void lookUp_nameInUpperCase_isFoundByEveryMethod() {
        Headers headers = Headers.of("Range", "bytes=0-1", "vary", "accept", "Vary", "origin");

        assertThat(headers.first("Range")).contains("bytes=0-1");
        assertThat(headers.firstOr("RANGE", "")).isEqualTo("bytes=0-1");
        assertThat(headers.contains("rAnge")).isTrue();
        assertThat(headers.repeats("Vary")).isTrue();
        assertThat(headers.repeats("Range")).isFalse();
        assertThat(headers.all("VARY")).containsExactly("accept", "origin");
        assertThat(headers.joined("Vary")).contains("accept, origin");
        assertThat(headers.first("Age")).isEmpty();
    }

    @Test
    void firstOr_missing_isTheOther() {
        assertThat(HEADERS.firstOr("vary", "*")).isEqualTo("accept");
        assertThat(HEADERS.firstOr("age", "0")).isEqualTo("0");
    }

    @Test
    void contains_valuesAndNames_looksAtNamesOnly() {
        assertThat(HEADERS.contains("vary")).isTrue();
        assertThat(HEADERS.contains("accept")).isFalse();
    }

    @Test
    void all_repeatedField_keepsOrder() {
        assertThat(HEADERS.all("vary")).containsExactly("accept", "origin");
        assertThat(HEADERS.all("age")).isEmpty();
    }

    @Test
    void joined_repeatedField_isOneList() {
        assertThat(HEADERS.joined("vary")).contains("accept, origin");
        assertThat(HEADERS.joined("etag")).contains("\"a\"");
        assertThat(HEADERS.joined("age")).isEmpty();
    }

    @Test
    void forEach_fields_comeInOrderOfAdding() {
        List<String> seen = new ArrayList<>();
        HEADERS.forEach((name, value) -> seen.add(name + "=" + value));
        assertThat(seen).containsExactly("etag=\"a\"", "vary=accept", "vary=origin");
    }

    @Test
    void characters_fields_countAsOnTheWire() {
        assertThat(HEADERS.characters()).isEqualTo("ETag: \"a\"\r\nVary: accept\r\nVARY: origin\r\n".length());
    }

    @Test
    void remove_repeatedField_takesAllAndKeepsTheRest() {
        Headers rest = HEADERS.toBuilder().remove("Vary").build();
        assertThat(rest).isEqualTo(Headers.of("etag", "\"a\""));
        assertThat(HEADERS.size()).isEqualTo(3);
    }

    @Test
    void set_repeatedField_leavesOne() {
        assertThat(HEADERS.toBuilder().set("vary", "x").build().all("vary")).containsExactly("x");
    }

    @Test
    void build_manyFields_keepsAll() {
        Headers.Builder builder = Headers.builder();
        for (int i = 0; i < 100; i++) {
            builder.add("x-" + i, String.valueOf(i));
        }
        Headers headers = builder.build();
        assertThat(headers.size()).isEqualTo(100);
        assertThat(headers.first("x-99")).contains("99");
    }

    @Test
    void build_thenAddMore_leavesTheBuiltAsTheyWere() {
        Headers.Builder builder = Headers.builder().add("a", "1");
        Headers built = builder.build();
        builder.add("b", "2");
        assertThat(built.size()).isEqualTo(1);
    }

    @Test
    void of_nameWithoutValue_throws() {
        assertThatThrownBy(() -> Headers.of("a", "1", "b")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void equals_namesInAnyCase_sameFieldsSameOrder() {
        assertThat(Headers.of("A", "1", "b", "2"))
                .isEqualTo(Headers.of("a", "1", "B", "2"))
                .hasSameHashCodeAs(Headers.of("a", "1", "B", "2"))
                .isNotEqualTo(Headers.of("b", "2", "a", "1"));
        assertThat(Headers.builder().build()).isEqualTo(Headers.empty());
    }

    @Test
    void toString_values_staysSilentAboutThem() {
        assertThat(Headers.of("Authorization", "Bearer hunter2").toString())
                .contains("authorization")
                .doesNotContain("hunter2");
    }

    @Test
    void repeats_severalFieldsOfAName_isTrue() {
        Headers headers = Headers.of("a", "1", "B", "2", "b", "2");
        assertThat(headers.repeats("b")).isTrue();
        assertThat(headers.repeats("a")).isFalse();
        assertThat(headers.repeats("c")).isFalse();
    }

    @Test
    void filter_someNames_keepsTheirFieldsInOrder() {
        Headers headers = Headers.of("a", "1", "B", "2", "c", "3", "b", "4", "d", "5");
        assertThat(headers.filter(name -> !name.equals("b"))).isEqualTo(Headers.of("a", "1", "c", "3", "d", "5"));
        assertThat(headers.filter("b"::equals)).isEqualTo(Headers.of("b", "2", "b", "4"));
        assertThat(headers.filter(name -> !name.equals("d")).size()).isEqualTo(4);
        assertThat(headers.size()).isEqualTo(5);
    }

    @Test
    void filter_allNames_isTheVerySameList() {
        assertThat(HEADERS.filter(name -> true)).isSameAs(HEADERS);
    }

    @Test
    void filter_noName_isEmpty() {
        assertThat(HEADERS.filter(name -> false)).isSameAs(Headers.empty());
    }
}
