package dev.yatagarasu.server.jetty.process;

import java.sql.Driver;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the JDBC drivers of a plug-in known. {@code DriverManager} itself looks for drivers once in the life of a process, with
 * the context class loader of whoever comes first: those of all other plug-ins would stay unknown.
 */
final class JdbcDrivers {
    private static final Logger log = LoggerFactory.getLogger(JdbcDrivers.class);
    private static final String SERVICE = "META-INF/services/java.sql.Driver";

    private JdbcDrivers() {}

    /** Loads the drivers that the plug-in's own jars name, which register when they are loaded. */
    static void register(PluginLoader plugin) {
        if (plugin.findResource(SERVICE) == null) {
            return;
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(plugin);
        try {
            ServiceLoader.load(Driver.class, plugin).forEach(driver -> log.debug("{}: {}", plugin.getName(), driver));
        } catch (ServiceConfigurationError e) {
            log.warn("a JDBC driver of the plug-in {} cannot be loaded: {}", plugin.getName(), e.getMessage());
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
