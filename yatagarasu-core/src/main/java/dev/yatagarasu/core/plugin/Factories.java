package dev.yatagarasu.core.plugin;

import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.api.config.ConfigurationException;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The factories of one kind of plug-in, by the type each makes. Immutable.
 *
 * @param <F> the kind's factory interface
 */
public final class Factories<F> {
    private final Kind<F> kind;
    private final Map<String, F> byType = new TreeMap<>();

    /**
     * A kind of plug-in.
     *
     * @param factory its factory interface
     * @param type the type that a factory makes
     * @param name what messages call the kind's types, such as {@code storage type}
     * @param builtIn types that need no plug-in, and that none may claim
     */
    public record Kind<F>(Class<F> factory, Function<F, String> type, String name, Set<String> builtIn) {}

    /**
     * Finds the factories that {@code loader} can see.
     *
     * @throws ConfigurationException if one cannot be loaded, or two of them claim one type, or a built-in one
     */
    public Factories(Kind<F> kind, ClassLoader loader) {
        this.kind = kind;
        try {
            ServiceLoader.load(kind.factory, loader).forEach(this::add);
        } catch (ServiceConfigurationError e) {
            throw new ConfigurationException(
                    "plugins", "a plug-in cannot be loaded: " + e.getMessage() + "; remove or replace its jar");
        }
    }

    private void add(F factory) {
        String type = kind.type.apply(factory);
        if (kind.builtIn.contains(type)) {
            throw new ConfigurationException(
                    "plugins", where(factory) + " claims the built-in " + kind.name + " " + type);
        }
        F other = byType.put(type, factory);
        if (other != null) {
            throw new ConfigurationException(
                    "plugins",
                    "two plug-ins claim the " + kind.name + " " + type + ": " + where(other) + " and " + where(factory)
                            + "; remove one");
        }
    }

    private static String where(Object factory) {
        var source = factory.getClass().getProtectionDomain().getCodeSource();
        return factory.getClass().getName() + (source == null ? "" : " in " + source.getLocation());
    }

    /** The factory of that type, if there is one. */
    public Optional<F> find(String type) {
        return Optional.ofNullable(byType.get(type));
    }

    /**
     * Has the factory of that type make something of settings, all of which it must know.
     *
     * @throws ConfigurationException if there is no such factory, or the settings cannot be used; nothing stays open
     */
    public <C extends AutoCloseable> C create(String type, ConfigNode settings, Function<F, C> make) {
        C made = make.apply(require(type, settings.path()));
        settings.reportUnknownKeys();
        try {
            settings.problems().throwIfAny();
        } catch (ConfigurationException e) {
            closeAfter(made, e);
            throw e;
        }
        return made;
    }

    private static void closeAfter(AutoCloseable made, ConfigurationException reason) {
        try {
            made.close();
        } catch (Exception e) {
            reason.addSuppressed(e);
        }
    }

    /**
     * The factory of that type.
     *
     * @param path where the configuration names it
     * @throws ConfigurationException if there is none, naming those there are
     */
    public F require(String type, String path) {
        return find(type).orElseThrow(() -> {
            Set<String> known = new TreeSet<>(kind.builtIn);
            known.addAll(byType.keySet());
            return new ConfigurationException(
                    path,
                    "there is no " + kind.name + " \"" + type + "\"; there are " + String.join(", ", known)
                            + ". Put the plug-in's jar on the class path (or into plugins/)");
        });
    }
}
