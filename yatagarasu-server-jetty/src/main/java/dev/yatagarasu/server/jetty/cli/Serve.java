package dev.yatagarasu.server.jetty.cli;

import dev.yatagarasu.core.Yatagarasu;
import dev.yatagarasu.core.config.ConfigDraft;
import dev.yatagarasu.core.config.YatagarasuConfig;
import dev.yatagarasu.server.jetty.YatagarasuServer;
import dev.yatagarasu.server.jetty.logging.ServerLogging;
import dev.yatagarasu.server.jetty.process.PluginJars;
import dev.yatagarasu.server.jetty.process.ServerRun;
import dev.yatagarasu.server.jetty.process.Signals;
import dev.yatagarasu.server.jetty.process.StopSignal;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ExitCode;

/** {@code serve}: the engine behind its ports, until it is told to stop. */
record Serve(Path file) {

    int run() throws IOException, InterruptedException {
        StopSignal stop = StopSignal.install();
        ConfigDraft draft = Engines.read(file);
        ServerLogging.apply(draft.logging());
        try (PluginJars plugins = Engines.plugins();
                Yatagarasu engine = Engines.build(draft, plugins);
                YatagarasuServer server = YatagarasuServer.start(engine)) {
            Signals.on("HUP", new Reload(file, engine)::run);
            announce(engine.config(), server);
            ServerRun.untilStopped(engine, server, stop);
        }
        return ExitCode.OK;
    }

    private void announce(YatagarasuConfig config, YatagarasuServer server) {
        Logger log = LoggerFactory.getLogger(Serve.class);
        log.info(
                "serving {} buckets of {} on {} port {}, admin {}",
                config.buckets().size(),
                file,
                config.server().host(),
                server.port(),
                server.adminPort().isPresent() ? "port " + server.adminPort().getAsInt() : "off");
    }
}
