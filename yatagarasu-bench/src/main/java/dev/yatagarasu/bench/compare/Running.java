package dev.yatagarasu.bench.compare;

import dev.yatagarasu.bench.report.Machine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that was started here. Closing it ends it and its children, at the latest after some seconds. */
public final class Running implements AutoCloseable {
    private static final Duration TIME_TO_START = Duration.ofSeconds(60);
    private static final Duration TIME_TO_END = Duration.ofSeconds(10);
    private static final int LOG_LINES = 20;

    private final String name;
    private final Process process;
    private final Path log;

    Running(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /**
     * Waits for 200 on {@code path}.
     *
     * @return nanoseconds from now until then
     * @throws IOException with the end of its log, if it ends or is not ready in time
     */
    public long awaitReady(int port, String path) throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (!isReady(port, path)) {
            if (!process.isAlive()) {
                throw new IOException(name + " ended with exit code " + process.exitValue() + ":\n" + endOfLog());
            }
            if (System.nanoTime() - start > TIME_TO_START.toNanos()) {
                throw new IOException(
                        name + " was not ready after " + TIME_TO_START.toSeconds() + " s:\n" + endOfLog());
            }
            TimeUnit.MILLISECONDS.sleep(2);
        }
        return System.nanoTime() - start;
    }

    private static boolean isReady(int port, String path) {
        try {
            return Download.of(port, path).status() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** The highest resident set so far, in bytes. */
    long peakMemory() throws IOException {
        return Machine.peakMemory(process.pid())
                .orElseThrow(() -> new IOException("this system does not tell the peak memory of " + name));
    }

    /** The last lines that it wrote. */
    public String endOfLog() throws IOException {
        List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
    }

    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(TIME_TO_END.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
