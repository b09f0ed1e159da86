package dev.yatagarasu.bench.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What figures were taken on. Linux only; elsewhere it says less. */
public final class Machine {
    private static final long KIB_A_GIB = 1L << 20;
    private static final double BUSY = 0.7;

    private Machine() {}

    /** Processor, cores, memory, kernel and Java. */
    private static String describe() {
        String processor = field("/proc/cpuinfo", "model name").orElse(System.getProperty("os.arch"));
        String memory = field("/proc/meminfo", "MemTotal")
                .map(text -> ", " + Math.round((double) number(text) / KIB_A_GIB) + " GiB of memory")
                .orElse("");
        return Runtime.getRuntime().availableProcessors() + " cores of " + processor + memory + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                + System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version");
    }

    /** Processor, cores, memory, kernel and Java as a Markdown paragraph, with a warning if other processes keep the machine busy at this moment. */
    public static String conditions() {
        double load = load();
        String busy = load < BUSY
                ? ""
                : String.format(
                        Locale.ROOT, " **Other processes were running (load %.1f): the figures are off.**", load);
        return "Machine: " + describe() + "." + busy + "\n\n";
    }

    /** The number of processes that wanted to run, averaged over the last minute; 0 where that is unknown. */
    private static double load() {
        Path file = Path.of("/proc/loadavg");
        try {
            return Files.exists(file)
                    ? Double.parseDouble(Files.readString(file).split(" ", 2)[0])
                    : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The highest resident set of a running process so far, in bytes, if the kernel tells. */
    public static Optional<Long> peakMemory(long pid) {
        return field("/proc/" + pid + "/status", "VmHWM").map(text -> number(text) * 1024);
    }

    private static long number(String text) {
        return Long.parseLong(text.replaceAll("[^0-9]", ""));
    }

    private static Optional<String> field(String file, String name) {
        if (!Files.exists(Path.of(file))) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }
}
