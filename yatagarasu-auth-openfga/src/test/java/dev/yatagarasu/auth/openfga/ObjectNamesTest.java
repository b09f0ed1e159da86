package dev.yatagarasu.auth.openfga;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ObjectNamesTest {
    private static final ObjectNames NAMES = new ObjectNames(OpenFgaConfigReader.OBJECTS);

    @Test
    void object_plainKey_isNamedAsWritten() {
        assertThat(NAMES.object("shared", "a/b.pdf")).isEqualTo("file:shared/a/b.pdf");
        assertThat(NAMES.object("shared", "Jürgen's~(1)+a=b,c;d&e@f$!|.pdf"))
                .isEqualTo("file:shared/Jürgen's~(1)+a=b,c;d&e@f$!|.pdf");
        assertThat(NAMES.object("shared", "日本/😀")).isEqualTo("file:shared/日本/😀");
    }

    @Test
    void object_trailingSlashOrNoKey_isAFolderOrTheBucket() {
        assertThat(NAMES.object("shared", "a/b/")).isEqualTo("folder:shared/a/b");
        assertThat(NAMES.object("shared", "a/b//")).isEqualTo("folder:shared/a/b/");
        assertThat(NAMES.object("shared", "/")).isEqualTo("folder:shared/");
        assertThat(NAMES.object("shared", "")).isEqualTo("bucket:shared");
    }

    @Test
    void object_charactersThatOpenFgaDoesNotTake_areEncoded() {
        assertThat(NAMES.object("b", "a b:c#d*e%f")).isEqualTo("file:b/a%20b%3Ac%23d%2Ae%25f");
        assertThat(NAMES.object("b", "\t\n\u0000\u007f\u0085")).isEqualTo("file:b/%09%0A%00%7F%C2%85");
        assertThat(NAMES.object("b", "\u00a0\u2003\u3000\u2028")).isEqualTo("file:b/%C2%A0%E2%80%83%E3%80%80%E2%80%A8");
    }

    @Test
    void object_tooLong_isAStableHashOfTheId() {
        String key = "a".repeat(244);
        assertThat(NAMES.object("shared", key)).isEqualTo("file:shared/" + key).hasSize(256);
        // printf 'shared/aaa...' | sha256sum, with 245 times a
        assertThat(NAMES.object("shared", key + "a"))
                .isEqualTo("file:%sha256-20fa9a797f2a9e49b678948ef69cb388015a969a84f115956f090f681b924030");
        assertThat(NAMES.object("shared", key + "b")).isNotEqualTo(NAMES.object("shared", key + "a"));
        assertThat(NAMES.object("shared", "é".repeat(123))).startsWith("file:%sha256-");
    }

    @Test
    void object_keyThatLooksLikeAnEncodedOne_isAnother() {
        Map<String, String> keys = new HashMap<>();
        String hashed = NAMES.object("b", "x".repeat(1000)).substring("file:".length());
        for (String key : List.of(
                " ",
                "%20",
                "%2520",
                "a:b",
                "a%3Ab",
                "a%3ab",
                "a/b",
                "a//b",
                "/a/b",
                "a/b/",
                "A/b",
                "e\u0301",
                "\u00e9",
                hashed,
                "%sha256-",
                "x".repeat(1000),
                "x".repeat(999),
                "",
                "/",
                "//")) {
            assertThat(keys.put(NAMES.object("b", key), key)).as(key).isNull();
        }
    }

    @Test
    void object_randomKeys_areNeverOneAndAlwaysTaken() {
        Random random = new Random(4);
        Map<String, String> keys = new HashMap<>();
        for (int i = 0; i < 50_000; i++) {
            String key = randomKey(random);
            String name = NAMES.object("b", key);
            String other = keys.put(name, key);
            assertThat(other == null || other.equals(key))
                    .as("%s and %s", key, other)
                    .isTrue();
            assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(256);
            assertThat(name.substring(name.indexOf(':') + 1))
                    .isNotEmpty()
                    .doesNotContainPattern("[\\s\\p{Cc}:#*]|%(?!sha256-|[0-9A-F]{2})");
        }
    }

    private static String randomKey(Random random) {
        String alphabet = "ab/:#%*@ 2035A\n\u0000é\u2003😀";
        int[] characters = alphabet.codePoints().toArray();
        StringBuilder key = new StringBuilder();
        int length = random.nextInt(10) == 0 ? 300 : random.nextInt(6);
        for (int i = 0; i < length; i++) {
            key.appendCodePoint(characters[random.nextInt(characters.length)]);
        }
        return key.toString();
    }

    @Test
    void containers_ofAFile_areItsFoldersAndTheBucket() {
        assertThat(NAMES.containers("s", "a/b/c.pdf")).containsExactly("folder:s/a/b", "folder:s/a", "bucket:s");
        assertThat(NAMES.containers("s", "c.pdf")).containsExactly("bucket:s");
        assertThat(NAMES.containers("s", "a//c")).containsExactly("folder:s/a/", "folder:s/a", "bucket:s");
        assertThat(NAMES.containers("s", "/c")).containsExactly("folder:s/", "bucket:s");
    }

    @Test
    void containers_ofAFolderOrTheBucket_areWhatIsAround() {
        assertThat(NAMES.containers("s", "a/b/")).containsExactly("folder:s/a", "bucket:s");
        assertThat(NAMES.containers("s", "a/")).containsExactly("bucket:s");
        assertThat(NAMES.containers("s", "")).isEmpty();
    }

    @Test
    void depth_ofAnyKey_isHowManyFoldersAreAroundIt() {
        for (String key : List.of("", "a", "a/", "a/b", "a/b/", "/", "//", "/a", "a//b", "a/b/c/d")) {
            assertThat(ObjectNames.depth(key))
                    .as(key)
                    .isEqualTo(Math.max(0, NAMES.containers("s", key).size() - 1));
        }
    }

    @Test
    void template_ofOnesOwn_isFilled() {
        ObjectNames names = new ObjectNames(
                new OpenFgaConfig.Objects("doc:{key}@{bucket}/x".replace("@", "/"), "dir:top/{path}", "store:all"));

        assertThat(names.object("b", "a/b")).isEqualTo("doc:a/b/b/x");
        assertThat(names.containers("b", "a/b")).containsExactly("dir:top/a", "store:all");
    }

    @Test
    void template_emptyId_isReplacedByItsHash() {
        ObjectNames names = new ObjectNames(new OpenFgaConfig.Objects("f:{key}", "d:{path}", "b:{bucket}"));

        // The SHA-256 of nothing.
        assertThat(names.object("b", "/"))
                .isEqualTo("d:%sha256-e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void names_ofAllBuckets_areNotMixedUp() {
        List<String> names = new ArrayList<>();
        for (String bucket : List.of("a", "a.b", "b")) {
            for (String key : List.of("a", "a/b", "b/a/b", "/a")) {
                names.add(NAMES.object(bucket, key));
            }
        }
        assertThat(names).doesNotHaveDuplicates();
    }
}
