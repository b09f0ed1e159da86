package dev.yatagarasu.core;

import dev.yatagarasu.api.YatagarasuException;
import dev.yatagarasu.api.cache.CacheTier;
import dev.yatagarasu.api.cache.CacheTierFactory;
import dev.yatagarasu.api.cache.InvalidationBus;
import dev.yatagarasu.api.cache.InvalidationBusFactory;
import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.api.config.ConfigurationException;
import dev.yatagarasu.api.plugin.ComponentContext;
import dev.yatagarasu.core.cache.Layer;
import dev.yatagarasu.core.cache.disk.DiskTier;
import dev.yatagarasu.core.config.CacheConfig;
import dev.yatagarasu.core.config.TierConfig;
import dev.yatagarasu.core.plugin.Factories;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Brings the layers of the cache into being: all of them, or none and the reason. */
final class CacheAssembly {
    private static final Factories.Kind<CacheTierFactory, CacheTier> TIERS = new Factories.Kind<>(
            CacheTierFactory.class,
            CacheTierFactory::type,
            CacheTier.class,
            CacheTierFactory::create,
            "cache layer",
            Set.of("memory", "disk"));
    private static final Factories.Kind<InvalidationBusFactory, InvalidationBus> BUSES = new Factories.Kind<>(
            InvalidationBusFactory.class,
            InvalidationBusFactory::type,
            InvalidationBus.class,
            InvalidationBusFactory::create,
            "invalidation bus",
            Set.of());
    /** What is in the directory of the disk layer beside its objects. */
    private static final String OBJECTS = "objects";

    private static final String POSITION = "invalidations-read";

    private final YatagarasuBuilder.Parts parts;
    private final List<Layer> layers = new ArrayList<>();
    private Optional<InvalidationBus> bus = Optional.empty();
    private Optional<Path> position = Optional.empty();

    CacheAssembly(YatagarasuBuilder.Parts parts) {
        this.parts = parts;
    }

    /**
     * Makes the layers below memory, and the bus of the first of them that has one.
     *
     * @throws ConfigurationException if one of them cannot be made; those made before it are closed
     */
    CacheAssembly assemble(CacheConfig config) {
        try {
            config.below().forEach(this::add);
            return this;
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private void add(TierConfig config) {
        switch (config) {
            case TierConfig.Memory memory -> {}
            case TierConfig.Disk disk -> layers.add(disk(disk));
            case TierConfig.Provided provided ->
                layers.add(new Layer(provided.type(), provided.tier(), Long.MAX_VALUE, Layer.Sharing.NONE));
            case TierConfig.Plugin plugin -> addPlugin(plugin);
        }
    }

    private Layer disk(TierConfig.Disk disk) {
        try {
            TierConfig.Disk objects =
                    new TierConfig.Disk(disk.directory().resolve(OBJECTS), disk.maxSize(), disk.verifyInterval());
            DiskTier tier = new DiskTier(objects, parts.clock(), parts.executor());
            position = Optional.of(disk.directory().resolve(POSITION));
            return new Layer(disk.type(), tier, disk.maxSize() / 2, Layer.Sharing.NONE);
        } catch (YatagarasuException e) {
            ConfigurationException problem =
                    new ConfigurationException("cache.disk.directory", "cannot be used: " + e.getMessage());
            problem.initCause(e);
            throw problem;
        }
    }

    private void addPlugin(TierConfig.Plugin plugin) {
        ConfigNode settings = plugin.settings();
        ComponentContext context = new ComponentContext("cache", parts.clock(), parts.executor());
        CacheTier tier = new Factories<>(TIERS, parts.plugins()).make(plugin.type(), settings, context);
        Factories<InvalidationBusFactory, InvalidationBus> buses = new Factories<>(BUSES, parts.plugins());
        boolean bringsTheBus = bus.isEmpty() && buses.has(plugin.type());
        Layer.Sharing sharing = bringsTheBus ? Layer.Sharing.BY_BUS : Layer.Sharing.UNKNOWN;
        layers.add(new Layer(plugin.type(), tier, Long.MAX_VALUE, sharing));
        if (bringsTheBus) {
            bus = Optional.of(buses.make(plugin.type(), settings, context));
        }
        settings.reportUnknownKeys();
        settings.problems().throwIfAny();
    }

    List<Layer> layers() {
        return List.copyOf(layers);
    }

    Optional<InvalidationBus> bus() {
        return bus;
    }

    /** Where to remember how far the bus has been read; only what outlives the process needs it. */
    Optional<Path> position() {
        return position;
    }

    void close() {
        bus.ifPresent(InvalidationBus::close);
        layers.reversed().forEach(layer -> layer.tier().close());
    }
}
