package dev.yatagarasu.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LabeledNameTest {

    @Test
    void of_labels_standBehindTheName() {
        assertThat(LabeledName.of("n", "a", "1", "b", "2")).isEqualTo("n{a=\"1\",b=\"2\"}");
        assertThat(LabeledName.of("n")).isEqualTo("n");
    }

    @Test
    void parse_whatOfMade_givesItBack() {
        assertThat(LabeledName.parse(LabeledName.of("n", "bucket", "a.b-c_d", "status", "200")))
                .isEqualTo(new LabeledName("n", Map.of("bucket", "a.b-c_d", "status", "200")));
        assertThat(LabeledName.parse(LabeledName.of("n", "bucket", "")))
                .isEqualTo(new LabeledName("n", Map.of("bucket", "")));
        assertThat(LabeledName.parse("n")).isEqualTo(new LabeledName("n", Map.of()));
    }
}
