package dev.yatagarasu.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The half of the comparison that is not ours, where nginx is installed. */
final class NginxTest {
    private static final long LARGE = 3_000_000;

    @Test
    void proxy_inFrontOfOrigin_cachesOnlyWhatItShould() throws IOException, InterruptedException {
        Path program = nginx();
        try (Lab lab = new Lab("compare")) {
            Nginx nginx = new Nginx(lab, program);
            int origin = Origin.start(lab, nginx, LARGE);
            int proxy = NginxProxy.start(nginx, origin);

            Download first = Download.of(proxy, "/cached/64k");
            Download second = Download.of(proxy, "/cached/64k");
            assertThat(first.headers()).containsEntry("x-cache", "MISS").containsKey("etag");
            assertThat(second.headers()).containsEntry("x-cache", "HIT");
            assertThat(second.bytes()).isEqualTo(64 << 10);
            assertThat(Download.of(proxy, "/uncached/1k").bytes()).isEqualTo(1 << 10);
            assertThat(Download.of(proxy, "/uncached/1k").headers()).doesNotContainKey("x-cache");
            assertThat(Download.of(origin, "/bucket/none").status()).isEqualTo(404);
            assertThat(Streaming.megabytesASecond(proxy, 2)).isPositive();
        }
    }

    @Test
    void close_running_endsProcessesAndDeletesTheDirectory() throws IOException, InterruptedException {
        Path program = nginx();
        Lab lab = new Lab("compare");
        int origin = Origin.start(lab, new Nginx(lab, program), LARGE);
        Path directory = lab.directory();

        lab.close();

        assertThat(directory).doesNotExist();
        assertThatThrownBy(() -> Download.of(origin, "/ready")).isInstanceOf(IOException.class);
    }

    private static Path nginx() {
        Optional<Path> found = Stream.concat(Stream.of("/usr/bin"), Tools.MORE_PLACES.stream())
                .map(place -> Path.of(place, "nginx"))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(found.isPresent(), "nginx is not installed");
        return found.orElseThrow();
    }
}
