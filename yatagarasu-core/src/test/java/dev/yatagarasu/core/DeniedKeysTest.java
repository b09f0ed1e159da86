package dev.yatagarasu.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What one reader with a good token can have a small server remember. */
final class DeniedKeysTest {
    private static final int KEYS = 100_000;

    @Test
    void decisions_aboutManyLongKeysInASmallHeap_doNotUseUpTheMemory() throws Exception {
        String[] said = run("32m").strip().split(" ", -1);

        assertThat(said[0]).isEqualTo(Integer.toString(KEYS));
        assertThat(Integer.parseInt(said[1])).as("decisions remembered").isBetween(50, 260);
    }

    private static String run(String heap) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx" + heap,
                        "-cp",
                        System.getProperty("java.class.path"),
                        DeniedKeys.class.getName(),
                        Integer.toString(KEYS))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return said;
    }
}
