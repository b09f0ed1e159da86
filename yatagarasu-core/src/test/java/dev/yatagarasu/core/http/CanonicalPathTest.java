package dev.yatagarasu.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalPathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/..",
                "/.",
                "/../",
                "/./",
                "/a/..",
                "/a/.",
                "/a/../b",
                "/a/./b",
                "/%2e",
                "/%2E",
                "/%2e%2e",
                "/%2E%2E",
                "/.%2e",
                "/.%2E",
                "/%2e.",
                "/%2E.",
                "/a/%2e%2e/b",
                "/a/.%2e",
                "/a/%2E./",
                "/%2e/",
                "/a/%2e%2E?x",
                "/../etc/passwd",
                "//..",
                "//.//",
                "/a//../b"
            })
    void of_dotSegmentInAnyEncoding_isRefused(String target) {
        assertThat(CanonicalPath.of(target)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/...", "/.../a", "/a/....", "/.a", "/..a", "/a.", "/a..", "/a/.git/b", "/..%20", "/. "})
    void of_dotsThatAreNoDotSegment_areKept(String target) {
        assertThat(CanonicalPath.of(target.replace(" ", "%20"))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a%2fb",
                "/a%2Fb",
                "/%2f",
                "/a%5cb",
                "/a%5Cb",
                "/a%00",
                "/%00",
                "/a\\b",
                "/a\0b",
                "/a#b",
                "/#",
                "/a b",
                "/a\tb",
                "/a\nb",
                "/a\rb",
                "/a\u007fb",
                "/é",
                "/\ud83d\ude00",
                "/a%20b c",
                "/a%20\\",
                "/a%20#",
                "/a%20é"
            })
    void of_separatorsControlsAndRawCharactersThatMustBeEscaped_areRefused(String target) {
        assertThat(CanonicalPath.of(target)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%", "/a%", "/a%2", "/a%2?", "/%zz", "/%2g", "/%g2", "/%-1", "/%+1", "/% 1", "/%٣0", "/%%20", "/%2%30",
                "/%u0041"
            })
    void of_brokenEscape_isRefused(String target) {
        assertThat(CanonicalPath.of(target)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%c0%af",
                "/%c0%ae%c0%ae",
                "/%e0%80%af",
                "/%f0%80%80%af",
                "/%c1%9c",
                "/%c0%80",
                "/%ff",
                "/%fe",
                "/%80",
                "/%c3",
                "/%c3%28",
                "/%e2%82",
                "/%ed%a0%80",
                "/%ed%bf%bf",
                "/%ed%a0%bd%ed%b8%80",
                "/%f4%90%80%80",
                "/%f8%88%80%80%80",
                "/a%c3%a"
            })
    void of_overlongTruncatedOrSurrogateUtf8_isRefused(String target) {
        assertThat(CanonicalPath.of(target)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "*", "http://host/a", "?", "?/a", "%2fa", "%2Fa", "a/../b"})
    void of_targetThatIsNoOriginForm_isRefused(String target) {
        assertThat(CanonicalPath.of(target)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/, /",
        "/a/b.txt, /a/b.txt",
        "//, //",
        "//a///b//, //a///b//",
        "/a/, /a/",
        "/a%20b, '/a b'",
        "/a+b, /a+b",
        "/a%2Bb, /a+b",
        "/a%3bb;c, /a;b;c",
        "/%41, /A",
        "/a%25b, /a%b",
        "/%e2%82%ac, /€",
        "/%F0%9F%98%80, /😀",
        "/a%3Fb, /a?b",
        "/a%23b, /a#b",
        "/a?b, /a",
        "/a?../..%2f%zz%00, /a",
        "/a%20b?x=%zz, '/a b'",
        "/?, /",
        "/A/a, /A/a",
        "'/!$&''()*,:@[]{}|^`\"<>~', '/!$&''()*,:@[]{}|^`\"<>~'",
    })
    void of_validPath_isDecodedOnceWithoutItsQuery(String target, String path) {
        assertThat(CanonicalPath.of(target).orElseThrow().value()).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource({
        "/%252e%252e/a, /%2e%2e/a",
        "/%252f, /%2f",
        "/%255c, /%5c",
        "/%2500, /%00",
        "/%25252e, /%252e",
        "/a%2525, /a%25"
    })
    void of_escapedEscape_isNotDecodedTwice(String target, String path) {
        assertThat(CanonicalPath.of(target).orElseThrow().value()).isEqualTo(path);
    }

    @Test
    void of_differentEncodingsOfOnePath_areEqual() {
        CanonicalPath plain = CanonicalPath.of("/abc").orElseThrow();
        CanonicalPath escaped = CanonicalPath.of("/%61b%63?q").orElseThrow();

        assertThat(escaped).isEqualTo(plain).hasSameHashCodeAs(plain).hasToString("/abc");
    }

    @Test
    void of_unicodeTwinsAndOtherCase_staysDistinct() {
        CanonicalPath composed = CanonicalPath.of("/%C3%A9").orElseThrow();

        assertThat(composed).isNotEqualTo(CanonicalPath.of("/e%CC%81").orElseThrow());
        assertThat(CanonicalPath.of("/a")).isNotEqualTo(CanonicalPath.of("/A"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "/..", "/a/./b", "/a/..", "/a\0", "/a\\b", "/a\ud800", "/\udc00a"})
    void ofDecoded_whatNoRequestCouldName_isRefused(String path) {
        assertThat(CanonicalPath.ofDecoded(path)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/a", "//a//", "/a b%2e", "/%2e%2e", "/é😀", "/.a/..b/..."})
    void ofDecoded_decodedPath_isTakenAsItIs(String path) {
        assertThat(CanonicalPath.ofDecoded(path).orElseThrow().value()).isEqualTo(path);
    }
}
