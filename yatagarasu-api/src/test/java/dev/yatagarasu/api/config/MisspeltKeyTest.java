package dev.yatagarasu.api.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A misspelt key is one problem: what is wrong only for want of the key that was meant is not said. */
class MisspeltKeyTest {
    private static List<String> problems(ConfigNode node) {
        node.reportUnknownKeys();
        return node.problems().list().stream().map(Problem::toString).toList();
    }

    @Test
    void reportUnknownKeys_misspeltRequiredKey_isNotMissingToo() {
        ConfigNode node = ConfigNode.of(Map.of("regoin", "x"));
        node.requiredString("region");

        assertThat(problems(node))
                .containsExactly("regoin: is not known here; did you mean \"region\"? (known here: region)");
        assertThat(node.isSound()).isFalse();
    }

    @Test
    void reportUnknownKeys_misspeltSection_lacksNothingThatIsInIt() {
        ConfigNode node = ConfigNode.of(Map.of("oppa", Map.of("url", "x")));
        node.childOrEmpty("opa").requiredString("url");

        assertThat(problems(node)).containsExactly("oppa: is not known here; did you mean \"opa\"? (known here: opa)");
    }

    @Test
    void reportUnknownKeys_sectionReadLater_lacksNothingEither() {
        ConfigNode node = ConfigNode.of(Map.of("oppa", Map.of("url", "x")));
        ConfigNode opa = node.childOrEmpty("opa");
        node.reportUnknownKeys();
        opa.requiredString("url");

        assertThat(problems(node)).hasSize(1);
        assertThat(node.problems().isMisspelt("opa.url")).isTrue();
    }

    @Test
    void reportUnknownKeys_keyThatIsThereAsWell_hidesNothing() {
        ConfigNode node = ConfigNode.of(Map.of("port", "x", "prot", "y"));
        node.integer("port", 0, 1);

        assertThat(problems(node)).hasSize(2).anyMatch(problem -> problem.startsWith("port: must be a whole number"));
    }

    @Test
    void reportUnknownKeys_twoNearNames_takesTheOneThatIsMissing() {
        ConfigNode node = ConfigNode.of(Map.of("key1", "x", "key", "y"));
        node.string("key1");
        node.requiredString("key2");

        assertThat(problems(node))
                .containsExactly("key: is not known here; did you mean \"key2\"? (known here: key1, key2)");
    }

    @Test
    void lacks_oneOfTheWantedKeysIsMisspelt_isNotSaid() {
        ConfigNode node = ConfigNode.of(Map.of("public_kye", "x"));
        node.string("secret");
        node.string("public_key");
        node.lacks("has no key", "secret", "public_key");

        assertThat(problems(node)).singleElement().asString().startsWith("public_kye: is not known here");
    }

    @Test
    void lacks_noneOfTheWantedKeysIsMisspelt_isSaid() {
        ConfigNode node = ConfigNode.of(Map.of("colour", "red"));
        node.string("secret");
        node.lacks("has no key", "secret");

        assertThat(problems(node))
                .containsExactlyInAnyOrder("has no key", "colour: is not known here; known here: secret");
    }

    @Test
    void problem_wantedElsewhereAndMisspeltThere_isNotSaid() {
        ConfigNode node = ConfigNode.of(Map.of("jwtt", "x", "bucket", Map.of("enabled", "true")));
        node.child("jwt");
        node.child("bucket").orElseThrow().problem("enabled", "needs tokens", node.paths("jwt"));
        node.child("bucket").orElseThrow().bool("enabled");

        assertThat(problems(node)).singleElement().asString().startsWith("jwtt: is not known here");
    }

    @Test
    void isSound_keysWithoutProblems_areSoundBesideOthers() {
        ConfigNode node = ConfigNode.of(Map.of("port", "x", "host", "y"));
        node.integer("port", 0, 1);

        assertThat(node.isSound("host", "missing")).isTrue();
        assertThat(node.isSound("host", "port")).isFalse();
    }
}
