package dev.yatagarasu.examples.quickstart;

import dev.yatagarasu.api.config.ConfigurationException;
import dev.yatagarasu.core.Yatagarasu;
import dev.yatagarasu.core.config.AdminConfig;
import dev.yatagarasu.core.config.LoggingConfig;
import dev.yatagarasu.core.config.ServerConfig;
import dev.yatagarasu.core.config.YatagarasuConfig;
import dev.yatagarasu.server.jetty.YatagarasuServer;
import dev.yatagarasu.server.jetty.logging.ServerLogging;
import dev.yatagarasu.server.jetty.process.ServerRun;
import dev.yatagarasu.server.jetty.process.StopSignal;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Starts the S3 server, the engine and its ports, tells what to try, and waits for the end. */
@Command(
        name = "yatagarasu demo",
        description = "Starts an S3 server with sample objects in this process and the proxy in front of it,"
                + " until SIGTERM or SIGINT.")
final class Demo implements Callable<Integer> {
    private static final String LOOPBACK = "127.0.0.1";

    private final PrintWriter out;

    @Option(names = "--port", paramLabel = "N", description = "Port for objects; 0 picks a free one. Default: 8080.")
    private int port = 8080;

    @Option(
            names = "--admin-port",
            paramLabel = "N",
            description = "Port for health and metrics; 0 picks a free one. Default: 9090.")
    private int adminPort = 9090;

    private Demo(PrintWriter out) {
        this.out = out;
    }

    /** Runs the demo and returns the exit code: 0, 1 if it failed, 2 for bad usage. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        CommandLine command = new CommandLine(new Demo(out));
        command.setOut(out).setErr(err);
        command.setExecutionExceptionHandler((failure, line, parsed) -> {
            err.println("yatagarasu demo: " + failure.getMessage());
            err.println("Choose ports with --port and --admin-port; 0 picks a free one.");
            boolean usage = failure instanceof ConfigurationException || failure instanceof IllegalArgumentException;
            return usage ? ExitCode.USAGE : ExitCode.SOFTWARE;
        });
        return command.execute(args);
    }

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    void help(boolean wanted) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        StopSignal stop = StopSignal.install();
        ServerLogging.apply(new LoggingConfig(LoggingConfig.Level.WARN, LoggingConfig.Format.TEXT));
        ServerConfig server = ServerConfig.defaults().withAddress(LOOPBACK, port);
        AdminConfig admin = new AdminConfig(LOOPBACK, adminPort);
        DemoTokens tokens = DemoTokens.start();
        try (SampleStore store = SampleStore.start();
                DemoCache cache = DemoCache.start();
                Yatagarasu engine = engine(server, admin, new DemoBuckets(store, tokens), cache);
                YatagarasuServer running = YatagarasuServer.start(engine)) {
            new Guide(store, tokens, engine, running).lines().forEach(out::println);
            ServerRun.untilStopped(engine, running, stop);
        }
        out.println("stopped");
        return ExitCode.OK;
    }

    private static Yatagarasu engine(ServerConfig server, AdminConfig admin, DemoBuckets buckets, DemoCache cache) {
        YatagarasuConfig config = YatagarasuConfig.builder()
                .server(server)
                .admin(admin)
                .bucket(buckets.open())
                .bucket(buckets.members())
                .bucket(buckets.homes())
                .cache(cache.asLayers())
                .build();
        return Yatagarasu.builder().config(config).build();
    }
}
