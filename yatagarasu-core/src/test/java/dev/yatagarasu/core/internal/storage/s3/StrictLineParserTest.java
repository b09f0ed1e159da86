package dev.yatagarasu.core.internal.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.util.CharArrayBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictLineParserTest {
    private static final String TOKEN_CHARACTERS =
            "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private static Header parse(String line) throws ParseException {
        CharArrayBuffer buffer = new CharArrayBuffer(line.length());
        buffer.append(line);
        return StrictLineParser.STRICT.parseHeader(buffer);
    }

    @Test
    void parseHeader_whiteSpaceAroundValue_isTakenOff() throws ParseException {
        Header header = parse("Content-Disposition: \t a; filename=\"b: c\" \t");

        assertThat(header.getName()).isEqualTo("Content-Disposition");
        assertThat(header.getValue()).isEqualTo("a; filename=\"b: c\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Empty:", "X-Empty: ", "X-Empty: \t "})
    void parseHeader_noValue_isEmpty(String line) throws ParseException {
        assertThat(parse(line).getValue()).isEmpty();
    }

    @Test
    void parseHeader_valueBeyondAscii_isKept() throws ParseException {
        assertThat(parse("X-Name: caf\u00e9 \u00ff").getValue()).isEqualTo("caf\u00e9 \u00ff");
    }

    @Test
    void parseHeader_everyCharacterInName_isTakenIfTokensMayHoldIt() {
        for (char c = 0; c < 256; c++) {
            String line = "X" + c + "Y: value";
            if (c == ':') {
                continue;
            }
            if (TOKEN_CHARACTERS.indexOf(c) >= 0) {
                assertThat(line)
                        .satisfies(fine -> assertThat(parse(fine).getName()).hasSize(3));
            } else {
                assertThatExceptionOfType(ParseException.class).isThrownBy(() -> parse(line));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ": value",
                "no colon",
                "Name : value",
                " Name: value",
                "X: a\u0000b",
                "X: a\rb",
                "X: a\u007fb"
            })
    void parseHeader_malformedLine_isRefused(String line) {
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> parse(line));
    }
}
