package dev.yatagarasu.server.jetty.cli;

import dev.yatagarasu.api.config.ConfigurationException;
import dev.yatagarasu.core.Yatagarasu;
import dev.yatagarasu.core.config.ConfigDraft;
import dev.yatagarasu.core.config.ServerConfig.Connections;
import dev.yatagarasu.core.config.YatagarasuConfig;
import dev.yatagarasu.core.event.Reloaded;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the configuration file again and puts it in force, or logs why not: then everything stays as it was. What only a
 * restart can change is compared with how the process started, so it is mentioned until there is one.
 */
final class Reload {
    private static final Logger log = LoggerFactory.getLogger(Reload.class);

    private final Path file;
    private final Yatagarasu engine;
    private final YatagarasuConfig started;
    private final ReentrantLock oneAtATime = new ReentrantLock();

    Reload(Path file, Yatagarasu engine) {
        this.file = file;
        this.engine = engine;
        this.started = engine.config();
    }

    /** Never throws. */
    void run() {
        oneAtATime.lock();
        try {
            reload();
        } catch (ConfigurationException e) {
            log.error(
                    "{} is not loaded, nothing has changed: {} problems",
                    file,
                    e.problems().size());
            e.problems().forEach(problem -> log.error("{}: {}", file, problem));
        } catch (IOException e) {
            log.error("{} is not loaded, nothing has changed: {}", file, e.getMessage());
        } catch (RuntimeException | LinkageError e) {
            log.error("{} is not loaded, nothing has changed", file, e);
        } finally {
            oneAtATime.unlock();
        }
    }

    private void reload() throws IOException {
        ConfigDraft next = ConfigDraft.read(file);
        Reloaded changes = engine.reload(next);
        log.info(
                "{} is loaded: buckets added {}, removed {}, changed {}",
                file,
                changes.added(),
                changes.removed(),
                changes.changed());
        restartNeeded(started, next.config())
                .forEach(setting -> log.warn("{} differs: it takes a restart to change it", setting));
    }

    /** The settings that differ and that a running server cannot change. */
    static List<String> restartNeeded(YatagarasuConfig before, YatagarasuConfig after) {
        List<String> settings = new ArrayList<>();
        if (!before.server().host().equals(after.server().host())
                || before.server().port() != after.server().port()) {
            settings.add("server.address");
        }
        if (!before.server().limits().equals(after.server().limits())) {
            settings.add("server.limits");
        }
        settings.addAll(
                connections(before.server().connections(), after.server().connections()));
        if (!before.server().idleTimeout().equals(after.server().idleTimeout())) {
            settings.add("server.idle_timeout");
        }
        if (!before.admin().equals(after.admin())) {
            settings.add("admin");
        }
        if (!before.logging().equals(after.logging())) {
            settings.add("logging");
        }
        return settings;
    }

    private static List<String> connections(Connections before, Connections after) {
        List<String> settings = new ArrayList<>();
        if (before.max() != after.max()) {
            settings.add("server.max_connections");
        }
        if (!before.headerTimeout().equals(after.headerTimeout())) {
            settings.add("server.header_timeout");
        }
        if (before.minRate() != after.minRate()) {
            settings.add("server.min_rate");
        }
        return settings;
    }
}
