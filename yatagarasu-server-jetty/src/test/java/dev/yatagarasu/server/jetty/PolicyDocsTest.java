package dev.yatagarasu.server.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.yatagarasu.core.Yatagarasu;
import dev.yatagarasu.core.config.YatagarasuConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The configurations that the pages about identity and policies show start, with the plug-ins that the server brings along. */
class PolicyDocsTest {
    private static final Pattern BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
    private static final Pattern S3 = Pattern.compile("(?m)^    s3:\n(?:      .*\n)+");
    private static final Pattern ROOT = Pattern.compile("root: \\./\\w+");

    @TempDir
    private Path directory;

    @BeforeEach
    void writeSecrets() throws Exception {
        Files.writeString(directory.resolve("jwt_secret"), "0123456789abcdef0123456789abcdef\n");
        Files.writeString(directory.resolve("partners_2026_01.pem"), publicKey("EC"));
        Files.writeString(directory.resolve("partners_2026_07.pem"), publicKey("Ed25519"));
    }

    private static String publicKey(String algorithm) throws GeneralSecurityException {
        KeyPairGenerator keys = KeyPairGenerator.getInstance(algorithm);
        if (algorithm.equals("EC")) {
            keys.initialize(256);
        }
        byte[] encoded = keys.generateKeyPair().getPublic().getEncoded();
        return "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(encoded)
                + "\n-----END PUBLIC KEY-----\n";
    }

    @ParameterizedTest
    @ValueSource(strings = {"authentication.md", "opa.md", "openfga.md"})
    void page_everyConfiguration_starts(String page) throws IOException {
        List<String> blocks = BLOCK.matcher(Files.readString(Path.of("..", "docs", page)))
                .results()
                .map(block -> block.group(1))
                .filter(block -> block.contains("buckets:"))
                .toList();

        assertThat(blocks)
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(block -> assertThatCode(() -> Yatagarasu.builder()
                                .config(YatagarasuConfig.parse(onThisMachine(block)))
                                .build()
                                .close())
                        .doesNotThrowAnyException());
    }

    /** Storage is asked as soon as an engine starts, policies and key sets only when a request comes: no name is looked up. */
    private String onThisMachine(String block) {
        String filesOnly = S3.matcher(block).replaceAll("    storage: { type: filesystem, root: ./objects }\n");
        return ROOT.matcher(filesOnly).replaceAll("root: " + directory).replace("/run/secrets", directory.toString());
    }
}
