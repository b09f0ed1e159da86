package dev.yatagarasu.core.internal.assembly;

import dev.yatagarasu.api.YatagarasuException;
import dev.yatagarasu.api.cache.CacheTier;
import dev.yatagarasu.api.cache.CacheTierFactory;
import dev.yatagarasu.api.cache.InvalidationBus;
import dev.yatagarasu.api.cache.InvalidationBusFactory;
import dev.yatagarasu.api.config.ConfigurationException;
import dev.yatagarasu.api.plugin.ComponentContext;
import dev.yatagarasu.core.config.CacheConfig;
import dev.yatagarasu.core.config.ConfigDraft;
import dev.yatagarasu.core.config.DraftPart;
import dev.yatagarasu.core.config.TierConfig;
import dev.yatagarasu.core.internal.cache.LowerTier;
import dev.yatagarasu.core.internal.cache.disk.DirectoryCheck;
import dev.yatagarasu.core.internal.cache.disk.DiskTier;
import dev.yatagarasu.core.internal.plugin.Factories;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Brings the tiers of the cache into being: all of them, or none and the reason. */
final class CacheAssembly {
    private static final Factories.Kind<CacheTierFactory, CacheTier> TIERS = new Factories.Kind<>(
            CacheTierFactory.class,
            CacheTierFactory::type,
            CacheTier.class,
            CacheTierFactory::create,
            "cache layer",
            Set.of("memory", "disk"),
            Map.of("redis", "yatagarasu-cache-redis"));
    private static final Factories.Kind<InvalidationBusFactory, InvalidationBus> BUSES = new Factories.Kind<>(
            InvalidationBusFactory.class,
            InvalidationBusFactory::type,
            InvalidationBus.class,
            InvalidationBusFactory::create,
            "invalidation bus",
            Set.of(),
            Map.of());
    /** What is in the directory of the disk tier beside its objects. */
    private static final String OBJECTS = "objects";

    private static final String POSITION = "invalidations-read";

    private final EngineParts parts;
    private final Faults faults;
    private final List<LowerTier> tiers = new ArrayList<>();
    private Optional<InvalidationBus> bus = Optional.empty();
    private Optional<Path> position = Optional.empty();

    CacheAssembly(EngineParts parts, Faults faults) {
        this.parts = parts;
        this.faults = faults;
    }

    /**
     * Makes the tiers below memory, and the bus of the first of them that has one. What cannot be made is among the faults.
     *
     * @throws ConfigurationException if plug-ins cannot be loaded; what was made before is closed
     */
    CacheAssembly assemble(List<DraftPart<TierConfig>> configured) {
        try {
            configured.forEach(this::add);
            return this;
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private void add(DraftPart<TierConfig> part) {
        switch (part.config()) {
            case TierConfig.Memory memory -> {}
            case TierConfig.Disk disk -> faults.making(part, () -> disk(disk)).ifPresent(tiers::add);
            case TierConfig.Provided provided ->
                tiers.add(new LowerTier(provided.type(), provided.tier(), Long.MAX_VALUE, LowerTier.Sharing.NONE));
            case TierConfig.Plugin plugin -> addPlugin(part, plugin);
        }
    }

    /** The tier; what is wrong elsewhere leaves its directory alone, which is only looked at then. */
    private Optional<LowerTier> disk(TierConfig.Disk disk) {
        checkDirectory(disk);
        return faults.areNone() ? Optional.of(openDisk(disk)) : Optional.empty();
    }

    private static void checkDirectory(TierConfig.Disk disk) {
        DirectoryCheck.problem(disk.directory().resolve(OBJECTS)).ifPresent(reason -> {
            throw new ConfigurationException("directory", "cannot be used: " + reason);
        });
    }

    private LowerTier openDisk(TierConfig.Disk disk) {
        try {
            TierConfig.Disk objects =
                    new TierConfig.Disk(disk.directory().resolve(OBJECTS), disk.maxSize(), disk.verifyInterval());
            DiskTier tier = new DiskTier(objects, parts.clock(), parts.executor());
            position = Optional.of(disk.directory().resolve(POSITION));
            return new LowerTier(disk.type(), tier, disk.maxSize() / 2, LowerTier.Sharing.NONE);
        } catch (YatagarasuException e) {
            throw new ConfigurationException("directory", "cannot be used: " + e.getMessage());
        }
    }

    private void addPlugin(DraftPart<TierConfig> part, TierConfig.Plugin plugin) {
        Factories<CacheTierFactory, CacheTier> factories = tierFactories();
        Factories<InvalidationBusFactory, InvalidationBus> buses =
                faults.needed(() -> new Factories<>(BUSES, parts.plugins()));
        boolean bringsTheBus = bus.isEmpty() && buses.has(plugin.type());
        faults.making(
                        part,
                        () -> Optional.of(
                                make(plugin, factories, bringsTheBus ? Optional.of(buses) : Optional.empty())))
                .ifPresent(this::add);
    }

    private void add(PluginTier made) {
        tiers.add(made.tier());
        made.bus().ifPresent(brought -> bus = Optional.of(brought));
    }

    private Factories<CacheTierFactory, CacheTier> tierFactories() {
        return faults.needed(() -> new Factories<>(TIERS, parts.plugins()));
    }

    /**
     * Tiers hold files, connections and threads: they stay for as long as the engine does. A change is among the faults, and
     * so is a tier that could not be made.
     */
    void refuseChange(ConfigDraft draft, CacheConfig running) {
        if (draft.cache().below().equals(running.below())) {
            return;
        }
        List<DraftPart<TierConfig>> unusable =
                draft.tiers().stream().filter(tier -> !check(tier)).toList();
        if (unusable.isEmpty() && draft.cacheIsSound()) {
            faults.add(
                    "cache.layers",
                    "cannot be changed while running, apart from memory: restart, or leave them as they are");
        }
    }

    /** Whether the tier could be made, as far as can be told without making it. If not, that is among the faults. */
    boolean check(DraftPart<TierConfig> part) {
        return switch (part.config()) {
            case TierConfig.Memory memory -> true;
            case TierConfig.Provided provided -> true;
            case TierConfig.Disk disk ->
                faults.making(part, () -> {
                            checkDirectory(disk);
                            return Optional.of(disk);
                        })
                        .isPresent();
            case TierConfig.Plugin plugin -> {
                Factories<CacheTierFactory, CacheTier> factories = tierFactories();
                yield faults.making(part, () -> Optional.of(factories.require(plugin.type())))
                        .isPresent();
            }
        };
    }

    /** A tier of a plug-in, and the bus that is made of the same settings, if it is the one that brings it. */
    private record PluginTier(LowerTier tier, Optional<InvalidationBus> bus) implements AutoCloseable {
        @Override
        public void close() {
            bus.ifPresent(InvalidationBus::close);
            tier.tier().close();
        }
    }

    private PluginTier make(
            TierConfig.Plugin plugin,
            Factories<CacheTierFactory, CacheTier> factories,
            Optional<Factories<InvalidationBusFactory, InvalidationBus>> buses) {
        ComponentContext context = new ComponentContext("cache", parts.clock(), parts.executor());
        LowerTier.Sharing sharing = buses.isPresent() ? LowerTier.Sharing.BY_BUS : LowerTier.Sharing.UNKNOWN;
        return Factories.checked(plugin.settings(), () -> {
            CacheTier tier = factories.make(plugin.type(), plugin.settings(), context);
            try {
                return new PluginTier(
                        new LowerTier(plugin.type(), tier, Long.MAX_VALUE, sharing),
                        buses.map(made -> made.make(plugin.type(), plugin.settings(), context)));
            } catch (RuntimeException | Error e) {
                tier.close();
                throw e;
            }
        });
    }

    List<LowerTier> tiers() {
        return List.copyOf(tiers);
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
        tiers.reversed().forEach(made -> made.tier().close());
    }
}
