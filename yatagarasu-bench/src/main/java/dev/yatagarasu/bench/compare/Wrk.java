package dev.yatagarasu.bench.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Loads a server with wrk: one thread, 64 connections, each with one request under way all the time. */
final class Wrk {
    private static final int CONNECTIONS = 64;
    private static final int PATIENCE_SECONDS = 20;
    private static final Pattern RATE = Pattern.compile("^Requests/sec:\\s+([0-9.]+)$", Pattern.MULTILINE);
    private static final Pattern TROUBLE =
            Pattern.compile("^\\s*(Socket errors:|Non-2xx or 3xx responses:).*$", Pattern.MULTILINE);

    private final Path program;

    Wrk(Path program) {
        this.program = program;
    }

    /** Requests a second over that many seconds; throws if any of them failed. */
    double load(int port, Target target, int seconds) throws IOException, InterruptedException {
        String url = "http://127.0.0.1:" + port + target.path();
        List<String> command = new ArrayList<>(
                List.of(program.toString(), "-t1", "-c" + CONNECTIONS, "-d" + seconds + "s", "--timeout", "10s"));
        target.range().ifPresent(range -> command.addAll(List.of("-H", "Range: " + range)));
        target.script().ifPresent(script -> command.addAll(List.of("-s", script.toString())));
        command.add(url);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            if (!process.waitFor(seconds + PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("wrk did not end in time: " + url);
            }
            return rate(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } finally {
            process.destroyForcibly();
        }
    }

    /** The requests a second in a report of wrk's; throws if it tells of errors. */
    static double rate(String report) throws IOException {
        Matcher trouble = TROUBLE.matcher(report);
        Matcher rate = RATE.matcher(report);
        if (trouble.find() || !rate.find()) {
            throw new IOException("the load failed:\n" + report);
        }
        return Double.parseDouble(rate.group(1));
    }
}
