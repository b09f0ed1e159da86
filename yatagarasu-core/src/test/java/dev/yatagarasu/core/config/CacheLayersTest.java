package dev.yatagarasu.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CacheLayersTest {
    @Test
    void parse_memoryAndDisk_areLayersInTheirOrder() {
        CacheConfig cache = Yaml.minimal()
                .set("cache.layers", "[disk, memory]")
                .set("cache.memory.max_size", "2MB")
                .set("cache.disk.directory", "/var/cache/y")
                .set("cache.disk.max_size", "3GB")
                .set("cache.disk.verify_interval", "5m")
                .parse()
                .cache();

        TierConfig disk = new TierConfig.Disk(Path.of("/var/cache/y"), 3L << 30, Duration.ofMinutes(5));
        assertThat(cache.layers()).containsExactly(disk, new TierConfig.Memory(2L << 20));
        assertThat(cache.memorySize()).isEqualTo(2L << 20);
        assertThat(cache.below()).containsExactly(disk);
    }

    @Test
    void parse_diskWithoutVerifyInterval_isAnHour() {
        CacheConfig cache = Yaml.minimal()
                .set("cache.layers", "[disk]")
                .set("cache.disk.directory", "d")
                .set("cache.disk.max_size", "3GB")
                .parse()
                .cache();

        assertThat(cache.below()).containsExactly(new TierConfig.Disk(Path.of("d"), 3L << 30, Duration.ofHours(1)));
    }

    @Test
    void parse_anyOtherLayer_isLeftToItsPlugin() {
        CacheConfig cache = Yaml.minimal()
                .set("cache.layers", "[memory, shelf]")
                .set("cache.shelf.width", "3")
                .parse()
                .cache();

        assertThat(cache.below()).singleElement().isInstanceOfSatisfying(TierConfig.Plugin.class, plugin -> {
            assertThat(plugin.type()).isEqualTo("shelf");
            assertThat(plugin.settings().string("width")).contains("3");
        });
    }

    @Test
    void parse_diskWithoutSizeOrDirectory_namesBoth() {
        assertThat(Yaml.minimal()
                        .set("cache.layers", "[memory, disk]")
                        .set("cache.disk.zone", "x")
                        .problems())
                .hasSize(3)
                .anyMatch(problem -> problem.contains("cache.disk.directory"))
                .anyMatch(problem -> problem.contains("cache.disk.max_size"))
                .anyMatch(problem -> problem.contains("cache.disk.zone"));
    }

    @Test
    void parse_diskWithoutSettings_saysWhatToWrite() {
        assertThat(Yaml.minimal().set("cache.layers", "[memory, disk]").problems())
                .containsExactly(
                        "cache.disk: is missing: write disk: { directory: /var/cache/yatagarasu, max_size: 10GB }");
    }

    @Test
    void parse_diskAloneAndNoMemory_isPossible() {
        CacheConfig cache = Yaml.minimal()
                .set("cache.layers", "[disk]")
                .set("cache.disk.directory", "d")
                .set("cache.disk.max_size", "1GB")
                .parse()
                .cache();

        assertThat(cache.memorySize()).isZero();
    }
}
