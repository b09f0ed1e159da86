package dev.yatagarasu.server.jetty.process;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The classes of one plug-in. Its own jars come first, so that it uses the very libraries that it brings, whatever the server and
 * other plug-ins use; then those of the server. Only what both must have in common is always the server's: the JDK, the API and
 * SLF4J.
 */
final class PluginLoader extends URLClassLoader {
    private static final List<String> SHARED = List.of("dev.yatagarasu.api.", "org.slf4j.");
    private static final String SERVICES = "META-INF/services/";

    static {
        registerAsParallelCapable();
    }

    PluginLoader(String name, List<URL> jars, ClassLoader server) {
        super(name, jars.toArray(URL[]::new), server);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            Class<?> found = loaded != null ? loaded : find(name);
            if (resolve) {
                resolveClass(found);
            }
            return found;
        }
    }

    private Class<?> find(String name) throws ClassNotFoundException {
        try {
            return getPlatformClassLoader().loadClass(name);
        } catch (ClassNotFoundException notOfTheJdk) {
            return isShared(name) ? getParent().loadClass(name) : findHereFirst(name);
        }
    }

    private static boolean isShared(String name) {
        return SHARED.stream().anyMatch(name::startsWith);
    }

    private Class<?> findHereFirst(String name) throws ClassNotFoundException {
        try {
            return findClass(name);
        } catch (ClassNotFoundException notHere) {
            return getParent().loadClass(name);
        }
    }

    @Override
    public @Nullable URL getResource(String name) {
        URL own = findResource(name);
        return own == null ? getParent().getResource(name) : own;
    }

    /** Its own, then the server's; but services of a type that the plug-in has its own of, or offers to the server, are its own. */
    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        List<URL> all = new ArrayList<>(Collections.list(findResources(name)));
        if (!name.startsWith(SERVICES) || !isOwnService(name.substring(SERVICES.length()))) {
            all.addAll(Collections.list(getParent().getResources(name)));
        }
        return Collections.enumeration(all);
    }

    private boolean isOwnService(String type) {
        return isShared(type) || findResource(type.replace('.', '/') + ".class") != null;
    }
}
