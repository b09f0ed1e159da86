package dev.yatagarasu.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Laws of canonical paths, on random input with a fixed seed. */
class CanonicalPathPropertyTest {
    private static final int TRIALS = 20_000;
    private static final List<String> PIECES = List.of(
            "a", "Z", "0", ".", "..", "/", "//", " ", "%", "%2e", "+", "é", "€", "😀", "?", "#", ";", "\n", "\u007f",
            "~");
    private static final List<String> ENCODED = List.of(
            "a",
            ".",
            "..",
            "/",
            "/",
            "%2e",
            "%2E",
            "%2f",
            "%5c",
            "%00",
            "%",
            "%2",
            "%25",
            "%c3",
            "%a9",
            "%ed%a0%80",
            "%c0%ae",
            "\\",
            "#",
            "?",
            " ",
            "é",
            "\0",
            "%3b");

    private final Random random = new Random(20_250_101);

    @Test
    void of_anyKeyEncodedInAnyWay_givesTheKeyBack() {
        for (int i = 0; i < TRIALS; i++) {
            String path = "/" + pieces(PIECES);
            Optional<CanonicalPath> canonical =
                    CanonicalPath.of(encoded(path) + (random.nextBoolean() ? "?q=%zz" : ""));

            if (hasDotSegment(path)) {
                assertThat(canonical).as(path).isEmpty();
            } else {
                assertThat(canonical.map(CanonicalPath::value)).as(path).contains(path);
            }
        }
    }

    @Test
    void of_anyInput_neverThrowsAndNeverGivesWhatIsNotCanonical() {
        int accepted = 0;
        for (int i = 0; i < TRIALS; i++) {
            Optional<CanonicalPath> canonical = CanonicalPath.of("/" + pieces(ENCODED));
            if (canonical.isPresent()) {
                accepted++;
                assertCanonical(canonical.get().value());
            }
        }
        assertThat(accepted).isBetween(TRIALS / 20, TRIALS - TRIALS / 20);
    }

    @Test
    void of_randomBytes_neverThrowsAndNeverGivesWhatIsNotCanonical() {
        byte[] bytes = new byte[24];
        for (int i = 0; i < TRIALS; i++) {
            random.nextBytes(bytes);
            String raw = new String(bytes, StandardCharsets.ISO_8859_1);
            CanonicalPath.of(raw).ifPresent(path -> assertCanonical(path.value()));
            CanonicalPath.of("/" + percentEncoded(bytes)).ifPresent(path -> assertCanonical(path.value()));
        }
    }

    @Test
    void ofDecoded_whateverOfGives_isTheSame() {
        for (int i = 0; i < TRIALS; i++) {
            CanonicalPath.of("/" + pieces(ENCODED))
                    .ifPresent(path ->
                            assertThat(CanonicalPath.ofDecoded(path.value())).contains(path));
        }
    }

    private static void assertCanonical(String path) {
        assertThat(path).startsWith("/").doesNotContain("\0", "\\");
        assertThat(hasDotSegment(path)).as(path).isFalse();
        assertThat(new String(path.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(path);
    }

    private static boolean hasDotSegment(String path) {
        return List.of(path.split("/", -1)).stream().anyMatch(segment -> segment.equals(".") || segment.equals(".."));
    }

    private String pieces(List<String> from) {
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(8); left > 0; left--) {
            text.append(from.get(random.nextInt(from.size())));
        }
        return text.toString();
    }

    /** Escapes what must be, and at random what need not be, in either letter case; never a slash. */
    private String encoded(String path) {
        StringBuilder text = new StringBuilder();
        for (byte octet : path.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = octet > ' ' && octet < 0x7f && "%?#\\".indexOf(octet) < 0;
            if (octet == '/' || (plain && random.nextInt(4) > 0)) {
                text.append((char) octet);
            } else {
                text.append(percentEncoded(octet));
            }
        }
        return text.toString();
    }

    private String percentEncoded(byte... bytes) {
        StringBuilder text = new StringBuilder();
        for (byte octet : bytes) {
            String escape = String.format(Locale.ROOT, "%%%02x", octet & 0xff);
            text.append(random.nextBoolean() ? escape : escape.toUpperCase(Locale.ROOT));
        }
        return text.toString();
    }
}
