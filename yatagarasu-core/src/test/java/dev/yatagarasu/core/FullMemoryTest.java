package dev.yatagarasu.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a full cache takes of the heap, in a process of its own: hardly more than what it holds, and nothing humongous. */
@Timeout(300)
final class FullMemoryTest {
    /** The size of the cache; a gigabyte in the long form, {@code -Psoak}. */
    private static final int MEGABYTES = Boolean.getBoolean("soak") ? 1024 : 192;

    private static final Pattern HUMONGOUS = Pattern.compile("Humongous regions: (\\d+)->(\\d+)");

    @TempDir
    Path directory;

    @Test
    void heap_fullCache_isItsContentAndLittleMore() throws Exception {
        Path log = directory.resolve("gc.log");
        String[] held = run(log).strip().split(" ", -1);
        double content = Long.parseLong(held[0]);
        double heap = Long.parseLong(held[1]);

        System.out.printf("A full cache of %d MB takes %.3f x its content of the heap%n", MEGABYTES, heap / content);
        assertThat(content).isGreaterThan(0.9 * ((long) MEGABYTES << 20));
        assertThat(heap).isLessThan(1.15 * content);
        assertThat(humongousRegions(log))
                .as("what the JVM itself begins with, and never more")
                .hasSize(1);
    }

    /** The numbers of such regions that there ever were before and after a collection. */
    private static Set<String> humongousRegions(Path log) throws IOException {
        return Files.readAllLines(log).stream()
                .map(HUMONGOUS::matcher)
                .filter(Matcher::find)
                .flatMap(found -> Stream.of(found.group(1), found.group(2)))
                .collect(Collectors.toSet());
    }

    private static String run(Path log) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseG1GC",
                        "-XX:G1HeapRegionSize=1m",
                        "-Xmx" + (MEGABYTES * 3 / 2 + 32) + "m",
                        "-Xlog:gc+heap=info:file=" + log,
                        "-cp",
                        System.getProperty("java.class.path"),
                        FullMemory.class.getName(),
                        Long.toString((long) MEGABYTES << 20))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return said;
    }
}
