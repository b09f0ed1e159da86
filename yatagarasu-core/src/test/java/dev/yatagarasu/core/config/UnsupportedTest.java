package dev.yatagarasu.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What later versions will do is refused now, each with one problem that says so. */
class UnsupportedTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        server.tls                 | { certificate: cert.pem, private_key: key.pem }
        server.tls                 |
        audit                      | { file: { path: a.log } }
        """)
    void parse_plannedSection_isRefused(String path, String value) {
        assertThat(Yaml.minimal().set(path, value == null ? "" : value).problems())
                .containsExactly(path + ": is something this version cannot do yet: remove it");
    }
}
