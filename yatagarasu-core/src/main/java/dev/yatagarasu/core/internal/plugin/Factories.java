package dev.yatagarasu.core.internal.plugin;

import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.api.config.ConfigurationException;
import dev.yatagarasu.api.config.NearestName;
import dev.yatagarasu.api.plugin.ComponentContext;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The factories of one kind of plug-in, by the type each makes. What a plug-in does, here and in what it makes, runs with its own
 * class loader as the thread's context class loader. Immutable.
 *
 * @param <F> the kind's factory interface
 * @param <C> what factories of the kind make
 */
public final class Factories<F, C extends AutoCloseable> {
    private final Kind<F, C> kind;
    private final Map<String, F> byType = new TreeMap<>();

    /**
     * A kind of plug-in.
     *
     * @param factory its factory interface
     * @param type the type that a factory makes
     * @param product what it makes
     * @param maker how it is asked to
     * @param name what messages call the kind's types, such as {@code storage type}
     * @param builtIn types that need no plug-in, and that none may claim
     * @param ours the artifacts of this project that bring further types, by type
     */
    public record Kind<F, C extends AutoCloseable>(
            Class<F> factory,
            Function<F, String> type,
            Class<C> product,
            Maker<F, C> maker,
            String name,
            Set<String> builtIn,
            Map<String, String> ours) {}

    /**
     * Asks a factory to make something.
     *
     * @param <F> the factory interface
     * @param <C> what it makes
     */
    @FunctionalInterface
    public interface Maker<F, C> {
        /** Has it make one from its own node. */
        C make(F factory, ConfigNode settings, ComponentContext context);
    }

    /**
     * Finds the factories that any of {@code loaders} can see.
     *
     * @throws ConfigurationException if one cannot be loaded, or two of them claim one type, or a built-in one
     */
    public Factories(Kind<F, C> kind, List<ClassLoader> loaders) {
        this.kind = kind;
        Set<Class<?>> known = new HashSet<>();
        loaders.forEach(loader -> addAll(loader, known));
    }

    /** What several loaders see is one factory. */
    private void addAll(ClassLoader loader, Set<Class<?>> known) {
        try {
            ServiceLoader.load(kind.factory, loader).stream()
                    .filter(provider -> known.add(provider.type()))
                    .forEach(provider -> add(PluginCode.of(provider.type()).call(provider::get)));
        } catch (ServiceConfigurationError e) {
            throw new ConfigurationException(
                    "plugins", "a plug-in cannot be loaded: " + e.getMessage() + "; remove or replace its jar");
        }
    }

    private void add(F factory) {
        String type = PluginCode.of(factory.getClass()).call(() -> kind.type.apply(factory));
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

    /** Whether there is a factory of that type. */
    public boolean has(String type) {
        return byType.containsKey(type);
    }

    /**
     * Has the factory of that type make something of settings, all of which it must know.
     *
     * @throws UnknownTypeException if there is no such factory
     * @throws ConfigurationException if the settings cannot be used; nothing stays open
     */
    public C create(String type, ConfigNode settings, ComponentContext context) {
        return checked(settings, () -> make(type, settings, context));
    }

    /**
     * What {@code maker} makes of settings, all of which it must know.
     *
     * @param <M> what it makes
     * @throws ConfigurationException if the settings cannot be used; nothing stays open
     */
    public static <M extends AutoCloseable> M checked(ConfigNode settings, Supplier<M> maker) {
        M made = maker.get();
        settings.reportUnknownKeys();
        try {
            settings.problems().throwIfAny();
        } catch (ConfigurationException e) {
            closeAfter(made, e);
            throw e;
        }
        return made;
    }

    /**
     * The same without a look at what the settings hold beyond: for settings of which several components are made, and which
     * are {@link #checked} after all of them.
     *
     * @throws UnknownTypeException if there is no such factory
     */
    public C make(String type, ConfigNode settings, ComponentContext context) {
        F factory = require(type);
        PluginCode code = PluginCode.of(factory.getClass());
        C made = code.call(() -> kind.maker.make(factory, settings, code.context(context)));
        return code.component(kind.product, made);
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
     * @throws UnknownTypeException if there is none
     */
    public F require(String type) {
        return Optional.ofNullable(byType.get(type)).orElseThrow(() -> unknown(type));
    }

    private UnknownTypeException unknown(String type) {
        Set<String> known = new TreeSet<>(kind.builtIn);
        known.addAll(byType.keySet());
        Set<String> all = new TreeSet<>(known);
        all.addAll(kind.ours.keySet());
        Optional<String> meant = NearestName.of(type, all);
        return new UnknownTypeException(
                "there is no " + kind.name + " \"" + type + "\"; there are " + String.join(", ", known) + ". "
                        + advice(type, known, meant),
                meant);
    }

    private String advice(String type, Set<String> known, Optional<String> meant) {
        String question = meant.filter(name -> !name.equals(type))
                .map(name -> "Did you mean \"" + name + "\"? ")
                .orElse("");
        String jar = meant.map(kind.ours::get)
                .map(artifact -> "the jar of " + artifact)
                .orElse("the plug-in's jar");
        boolean isThere = meant.filter(known::contains).isPresent();
        return isThere ? question.strip() : question + "Put " + jar + " on the class path (or into plugins/)";
    }
}
