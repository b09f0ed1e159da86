package dev.yatagarasu.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryParametersTest {

    private static List<String> read(QueryParameters parameters) {
        List<String> read = new ArrayList<>();
        while (parameters.next()) {
            read.add(parameters.name().orElse("bad") + "->" + parameters.value().orElse("bad"));
        }
        return read;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        a=1            | a->1
        a              | a->
        a=             | a->
        =1             | ->1
        a=1&b=2        | a->1,b->2
        a&b            | a->,b->
        &a             | ->,a->
        a&             | a->,->
        a=b=c          | a->b=c
        %61=%2B%26     | a->+&
        a=%C3%A9       | a->\u00e9
        a=%FF          | a->bad
        a=%            | a->bad
        a=%4           | a->bad
        a=%4g          | a->bad
        %zz=1          | bad->1
        a=b%41         | a->bA
        """)
    void next_parameters_areReadOneByOne(String query, String expected) {
        assertThat(String.join(",", read(QueryParameters.ofUri(query)))).isEqualTo(expected);
        assertThat(String.join(",", read(QueryParameters.ofForm(query)))).isEqualTo(expected);
    }

    @Test
    void next_emptyQuery_hasNone() {
        assertThat(read(QueryParameters.ofForm(""))).isEmpty();
    }

    @Test
    void value_plusSign_isASpaceInFormsOnly() {
        assertThat(read(QueryParameters.ofForm("a+b=c+d%2B"))).containsExactly("a b->c d+");
        assertThat(read(QueryParameters.ofUri("a+b=c+d%2B"))).containsExactly("a+b->c+d+");
    }

    @Test
    void isNamed_escapes_areDecodedFirst() {
        QueryParameters parameters = QueryParameters.ofForm("%61cl=1&aclx&ac");
        assertThat(parameters.next() && parameters.isNamed("acl")).isTrue();
        assertThat(parameters.next() && parameters.isNamed("acl")).isFalse();
        assertThat(parameters.next() && parameters.isNamed("acl")).isFalse();
    }

    @Test
    void pick_wantedNames_givesAllTheirValuesAndNothingElse() {
        assertThat(QueryParameters.pick("a=1&b=2&a=3+x&c=%zz", Set.of("a", "c", "d")))
                .isEqualTo(Map.of("a", List.of("1", "3 x"), "c", List.of("%zz")));
    }
}
