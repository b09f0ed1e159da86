package dev.yatagarasu.server.jetty.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.util.DefaultJoranConfigurator;
import ch.qos.logback.core.spi.ContextAwareBase;
import dev.yatagarasu.core.config.LoggingConfig;

/**
 * What logback does in a program that uses this module and has no configuration of its own: text from {@code info} on,
 * instead of everything from {@code debug} on, which would print tokens and credentials. Any configuration file and any
 * other configurator come first. Found by logback, which asks such as this one before it looks for files itself.
 */
@ConfiguratorRank(ConfiguratorRank.FALLBACK)
public final class UnconfiguredLogging extends ContextAwareBase implements Configurator {
    @Override
    public ExecutionStatus configure(LoggerContext context) {
        DefaultJoranConfigurator files = new DefaultJoranConfigurator();
        files.setContext(context);
        if (files.configure(context) == ExecutionStatus.INVOKE_NEXT_IF_ANY) {
            ServerLogging.apply(LoggingConfig.defaults(), context);
        }
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
