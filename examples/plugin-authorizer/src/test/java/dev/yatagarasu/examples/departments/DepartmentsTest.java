package dev.yatagarasu.examples.departments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.api.Principal;
import dev.yatagarasu.api.config.ConfigurationException;
import dev.yatagarasu.core.RequestException;
import dev.yatagarasu.core.StoredObject;
import dev.yatagarasu.core.Yatagarasu;
import dev.yatagarasu.core.config.YatagarasuConfig;
import dev.yatagarasu.core.http.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The plug-in in an engine, which finds it by its registration; the test says who asks. */
class DepartmentsTest {
    private static final Principal ADA = new Principal("ada", Map.of("department", "sales"));

    @TempDir
    Path directory;

    @BeforeEach
    void writeObjects() throws IOException {
        for (String key : List.of("sales/plan.txt", "salespeople/plan.txt", "audit/plan.txt", "sales.txt")) {
            Files.createDirectories(directory.resolve(key).getParent());
            Files.writeString(directory.resolve(key), "content");
        }
    }

    @Test
    void department_ownFolder_reads() {
        assertThat(mayRead(ADA, "sales/plan.txt", "{}")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "salespeople/plan.txt",
                "audit/plan.txt",
                "sales.txt",
                "sales",
                "/sales/plan.txt",
                "Sales/plan.txt"
            })
    void department_whatIsNotInItsFolder_isRefused(String key) {
        assertThat(mayRead(ADA, key, "{}")).isFalse();
    }

    @Test
    void department_thatReadsEverything_readsEverything() {
        Principal auditor = new Principal("kay", Map.of("department", "audit"));

        assertThat(mayRead(auditor, "sales/plan.txt", "{}")).isFalse();
        assertThat(mayRead(auditor, "sales/plan.txt", "{ read_everything: [board, audit] }"))
                .isTrue();
        assertThat(mayRead(auditor, "sales.txt", "{ read_everything: [board, audit] }"))
                .isTrue();
        assertThat(mayRead(ADA, "audit/plan.txt", "{ read_everything: [board, audit] }"))
                .isFalse();
    }

    @Test
    void claim_missingEmptyOrNoText_isRefused() {
        for (Map<String, Object> claims : List.<Map<String, Object>>of(
                Map.of(),
                Map.of("department", ""),
                Map.of("department", List.of("sales")),
                Map.of("department", Map.of("name", "sales")),
                Map.of("Department", "sales"))) {
            assertThat(mayRead(new Principal("eve", claims), "sales/plan.txt", "{}"))
                    .as(claims.toString())
                    .isFalse();
        }
    }

    @Test
    void nobody_isRefused() {
        try (Yatagarasu engine = engine("{ read_everything: [audit] }")) {
            assertThatThrownBy(() -> engine.get("files", "sales/plan.txt"))
                    .isInstanceOfSatisfying(
                            RequestException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAUTHORIZED));
        }
    }

    @Test
    void settings_allWrong_areAllNamedWithTheirPath() {
        assertThatThrownBy(() -> engine("{ read_everything: [audit, ''], read_everithing: [board] }"))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.problems())
                                .extracting(Object::toString)
                                .anyMatch(
                                        problem -> problem.contains("auth.departments.read_everything: must be names"))
                                .anyMatch(problem -> problem.contains("did you mean \"read_everything\"?")));
        assertThatThrownBy(() -> engine("{ read_everything: audit }"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("must be a list");
    }

    private boolean mayRead(Principal principal, String key, String settings) {
        try (Yatagarasu engine = engine(settings)) {
            engine.get("files", key, principal).ifPresent(StoredObject::close);
            return true;
        } catch (RequestException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.FORBIDDEN);
            return false;
        }
    }

    private Yatagarasu engine(String settings) {
        YatagarasuConfig config = YatagarasuConfig.parse("""
                buckets:
                  - name: files
                    path_prefix: /files
                    storage: { type: filesystem, root: "%s" }
                    auth: { enabled: true, provider: departments, departments: %s }
                """.formatted(directory, settings));
        return Yatagarasu.builder().config(config).build();
    }
}
