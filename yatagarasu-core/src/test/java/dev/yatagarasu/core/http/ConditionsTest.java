package dev.yatagarasu.core.http;

import static dev.yatagarasu.core.http.Conditions.Verdict.FAILED;
import static dev.yatagarasu.core.http.Conditions.Verdict.NOT_MODIFIED;
import static dev.yatagarasu.core.http.Conditions.Verdict.PROCEED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.api.storage.Preconditions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110 section 13. */
class ConditionsTest {
    private static final String BEFORE = "Sun, 06 Nov 1994 08:49:36 GMT";
    private static final String MODIFIED = "Sun, 06 Nov 1994 08:49:37 GMT";
    private static final String AFTER = "Sun, 06 Nov 1994 08:49:38 GMT";
    private static final Headers OBJECT = Headers.of("etag", "\"v1\"", "last-modified", MODIFIED);
    private static final Headers WEAK = Headers.of("etag", "W/\"v1\"", "last-modified", MODIFIED);
    private static final Headers BARE = Headers.empty();

    private static Conditions.Verdict evaluate(Headers object, String... conditions) {
        return Conditions.evaluate(Conditions.of(Headers.of(conditions)), object);
    }

    @Test
    void of_noConditions_isNone() {
        assertThat(Conditions.of(Headers.of("range", "bytes=0-1", "if-range", "\"x\"")))
                .isSameAs(Preconditions.none());
        assertThat(evaluate(OBJECT)).isEqualTo(PROCEED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                " * ",
                "\"v1\"",
                "\"v0\", \"v1\"",
                "\"v1\",\"v0\"",
                "\"a,b\", \"v1\"",
                "W/\"v1\", \"v1\"",
                ", ,\"v1\",,"
            })
    void evaluate_ifMatchNamesTheTag_proceeds(String list) {
        assertThat(evaluate(OBJECT, "if-match", list)).isEqualTo(PROCEED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"v2\"",
                "W/\"v1\"",
                "v1",
                "",
                "\"\"",
                "\"V1\"",
                "\"v1",
                "v1\"",
                "\"a,\"v1\"\"",
                "\"x, \"v1\"",
                "'v1'",
                "w/\"v1\""
            })
    void evaluate_ifMatchDoesNotNameTheTag_fails(String list) {
        assertThat(evaluate(OBJECT, "if-match", list)).isEqualTo(FAILED);
    }

    @Test
    void evaluate_ifMatchOnAWeakTag_neverMatchesButAsterisk() {
        assertThat(evaluate(WEAK, "if-match", "W/\"v1\"")).isEqualTo(FAILED);
        assertThat(evaluate(WEAK, "if-match", "\"v1\"")).isEqualTo(FAILED);
        assertThat(evaluate(WEAK, "if-match", "*")).isEqualTo(PROCEED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "\"v1\"",
                "W/\"v1\"",
                "\"v0\", W/\"v1\"",
                "\"with, comma\",\"v1\"",
                "\"v0\" , \"v1\" , \"v2\""
            })
    void evaluate_ifNoneMatchNamesTheTag_isNotModified(String list) {
        assertThat(evaluate(OBJECT, "if-none-match", list)).isEqualTo(NOT_MODIFIED);
        assertThat(evaluate(WEAK, "if-none-match", list)).isEqualTo(NOT_MODIFIED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"v2\"", "v1", "", "\"x, \"v1\"", "\"v1 \"", "W/v1", "**"})
    void evaluate_ifNoneMatchDoesNotNameTheTag_proceeds(String list) {
        assertThat(evaluate(OBJECT, "if-none-match", list)).isEqualTo(PROCEED);
    }

    @Test
    void evaluate_tagWithACommaInside_isOneTag() {
        Headers object = Headers.of("etag", "\"a,b\"");

        assertThat(evaluate(object, "if-none-match", "\"x\", \"a,b\"")).isEqualTo(NOT_MODIFIED);
        assertThat(evaluate(object, "if-match", "\"a\",\"b\"")).isEqualTo(FAILED);
    }

    @Test
    void evaluate_severalFieldsOfOneName_areOneList() {
        assertThat(evaluate(OBJECT, "if-none-match", "\"v0\"", "if-none-match", "\"v1\""))
                .isEqualTo(NOT_MODIFIED);
        assertThat(evaluate(OBJECT, "if-match", "\"v0\"", "if-match", "\"v1\"")).isEqualTo(PROCEED);
    }

    @Test
    void evaluate_objectWithoutTag_matchesOnlyAsterisk() {
        assertThat(evaluate(BARE, "if-match", "*")).isEqualTo(PROCEED);
        assertThat(evaluate(BARE, "if-match", "\"v1\"")).isEqualTo(FAILED);
        assertThat(evaluate(BARE, "if-match", "")).isEqualTo(FAILED);
        assertThat(evaluate(BARE, "if-none-match", "*")).isEqualTo(NOT_MODIFIED);
        assertThat(evaluate(BARE, "if-none-match", "\"v1\"")).isEqualTo(PROCEED);
        assertThat(evaluate(BARE, "if-none-match", "")).isEqualTo(PROCEED);
    }

    @ParameterizedTest
    @CsvSource({
        "'" + BEFORE + "', PROCEED, FAILED",
        "'" + MODIFIED + "', NOT_MODIFIED, PROCEED",
        "'" + AFTER + "', NOT_MODIFIED, PROCEED",
        "'Sunday, 06-Nov-94 08:49:37 GMT', NOT_MODIFIED, PROCEED",
        "'Sun Nov  6 08:49:37 1994', NOT_MODIFIED, PROCEED",
        "'Sun Nov  6 08:49:36 1994', PROCEED, FAILED",
        "'yesterday', PROCEED, PROCEED",
        "'', PROCEED, PROCEED",
        "'0', PROCEED, PROCEED",
        "'" + MODIFIED + ", " + MODIFIED + "', PROCEED, PROCEED",
    })
    void evaluate_dates_compareInWholeSecondsAndBadOnesAreIgnored(
            String date, Conditions.Verdict modifiedSince, Conditions.Verdict unmodifiedSince) {
        assertThat(evaluate(OBJECT, "if-modified-since", date)).isEqualTo(modifiedSince);
        assertThat(evaluate(OBJECT, "if-unmodified-since", date)).isEqualTo(unmodifiedSince);
    }

    @Test
    void evaluate_dateGivenTwice_isIgnored() {
        assertThat(evaluate(OBJECT, "if-modified-since", AFTER, "if-modified-since", AFTER))
                .isEqualTo(PROCEED);
        assertThat(evaluate(OBJECT, "if-unmodified-since", BEFORE, "if-unmodified-since", BEFORE))
                .isEqualTo(PROCEED);
    }

    @ParameterizedTest
    @ValueSource(strings = {MODIFIED, AFTER, BEFORE, "", "garbage"})
    void evaluate_datesOfAnObjectWithoutDate_areIgnored(String date) {
        assertThat(evaluate(BARE, "if-modified-since", date)).isEqualTo(PROCEED);
        assertThat(evaluate(BARE, "if-unmodified-since", date)).isEqualTo(PROCEED);
    }

    @Test
    void evaluate_tagConditions_overruleDates() {
        assertThat(evaluate(OBJECT, "if-match", "\"v1\"", "if-unmodified-since", BEFORE))
                .isEqualTo(PROCEED);
        assertThat(evaluate(OBJECT, "if-match", "\"v2\"", "if-unmodified-since", AFTER))
                .isEqualTo(FAILED);
        assertThat(evaluate(OBJECT, "if-none-match", "\"v2\"", "if-modified-since", AFTER))
                .isEqualTo(PROCEED);
        assertThat(evaluate(OBJECT, "if-none-match", "\"v1\"", "if-modified-since", BEFORE))
                .isEqualTo(NOT_MODIFIED);
    }

    @Test
    void evaluate_unmetPrecondition_comesBeforeNotModified() {
        assertThat(evaluate(OBJECT, "if-match", "\"v2\"", "if-none-match", "\"v1\""))
                .isEqualTo(FAILED);
        assertThat(evaluate(OBJECT, "if-unmodified-since", BEFORE, "if-none-match", "\"v1\""))
                .isEqualTo(FAILED);
        assertThat(evaluate(OBJECT, "if-match", "\"v1\"", "if-none-match", "\"v1\""))
                .isEqualTo(NOT_MODIFIED);
        assertThat(evaluate(OBJECT, "if-match", "*", "if-modified-since", AFTER))
                .isEqualTo(NOT_MODIFIED);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"v1\"', true",
        "'\"v2\"', false",
        "'W/\"v1\"', false",
        "'v1', false",
        "'*', false",
        "'\"v1\", \"v2\"', false",
        "'" + MODIFIED + "', true",
        "'" + BEFORE + "', false",
        "'" + AFTER + "', false",
        "'garbage', false",
        "'', false",
    })
    void allowsRange_ifRange_isTheExactStrongTagOrTheExactDate(String ifRange, boolean allowed) {
        assertThat(Conditions.allowsRange(Optional.of(ifRange), OBJECT)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"W/\"v1\"", "\"v1\""})
    void allowsRange_weakTagOfTheObject_never(String ifRange) {
        assertThat(Conditions.allowsRange(Optional.of(ifRange), WEAK)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"\"", MODIFIED, "W/"})
    void allowsRange_objectWithoutValidators_never(String ifRange) {
        assertThat(Conditions.allowsRange(Optional.of(ifRange), BARE)).isFalse();
    }

    @Test
    void allowsRange_withoutIfRange_always() {
        assertThat(Conditions.allowsRange(Optional.empty(), BARE)).isTrue();
    }
}
