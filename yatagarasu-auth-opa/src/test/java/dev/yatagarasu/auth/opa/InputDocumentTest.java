package dev.yatagarasu.auth.opa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.policy.AccessRequest;
import dev.yatagarasu.api.policy.RequestDetails;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InputDocumentTest {

    private static AccessRequest ofVersion(Optional<String> version) {
        return new AccessRequest(Optional.empty(), "GET", "files", "a", version, "/shared/a", RequestDetails.none());
    }

    @Test
    void of_version_isThereOnlyWhereOneIsAskedFor() {
        assertThat(InputDocument.of(ofVersion(Optional.of("v\"1")))
                        .get("input")
                        .get("version")
                        .asText())
                .isEqualTo("v\"1");
        assertThat(InputDocument.of(ofVersion(Optional.empty())).get("input").has("version"))
                .isFalse();
    }
}
