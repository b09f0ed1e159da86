package dev.yatagarasu.core.internal.identity;

import dev.yatagarasu.core.config.JwksConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The published key sets in use. Whoever acquires the same one shares what was fetched, also across a reload of the
 * configuration, so that an outage of the provider costs no key. The engine owns one and closes it last. Safe from any thread.
 */
public final class KeySets implements AutoCloseable {
    private final Clock clock;
    private final Executor executor;
    private final Function<Optional<Path>, KeySetFetcher> fetchers;
    private final Map<JwksConfig, Shared> shared = new LinkedHashMap<>();

    /** By the authorities they trust; each is made for its first key set, since it reads all certificates of these. */
    private final Map<Optional<Path>, KeySetFetcher> open = new HashMap<>();

    private static final class Shared {
        private final JwksSource source;
        private int users;

        private Shared(JwksSource source) {
            this.source = source;
        }
    }

    /** None yet. The executor runs fetches, which block. */
    public KeySets(Clock clock, Executor executor) {
        this(clock, executor, authorities -> new KeySetFetcher(KeySetFetcher.Limits.DEFAULT, authorities));
    }

    KeySets(Clock clock, Executor executor, Function<Optional<Path>, KeySetFetcher> fetchers) {
        this.clock = clock;
        this.executor = executor;
        this.fetchers = fetchers;
    }

    /** The keys at that place, until the source is closed. Nothing is fetched yet. */
    KeyProvider acquire(JwksConfig config) {
        synchronized (shared) {
            Shared one = shared.computeIfAbsent(
                    config, added -> new Shared(new JwksSource(added, fetcher(added), clock, executor)));
            one.users++;
            return new Published(one.source, () -> release(config));
        }
    }

    private KeySetFetcher fetcher(JwksConfig config) {
        return open.computeIfAbsent(config.caCertificate(), fetchers);
    }

    private void release(JwksConfig config) {
        synchronized (shared) {
            Shared one = shared.get(config);
            if (one != null && --one.users == 0) {
                shared.remove(config);
            }
        }
    }

    /** How each key set in use does. */
    public List<KeySetStatus> statuses() {
        synchronized (shared) {
            return shared.values().stream().map(one -> one.source.status()).toList();
        }
    }

    /** For each key set in use, by its URL, how it does once it has been fetched, or that has failed; asking blocks. */
    public Map<String, Supplier<KeySetStatus>> looks() {
        Map<String, Supplier<KeySetStatus>> looks = new LinkedHashMap<>();
        synchronized (shared) {
            shared.values().forEach(one -> looks.put(one.source.status().url(), one.source::look));
        }
        return looks;
    }

    /** Whether anything is being fetched just now. */
    boolean isFetching() {
        synchronized (shared) {
            return shared.values().stream().anyMatch(one -> one.source.isFetching());
        }
    }

    /** Closes the connections to providers. */
    @Override
    public void close() {
        synchronized (shared) {
            open.values().forEach(KeySetFetcher::close);
        }
    }

    /** One use of a shared key set. */
    private record Published(JwksSource source, Runnable release, AtomicBoolean closed) implements KeyProvider {
        private Published(JwksSource source, Runnable release) {
            this(source, release, new AtomicBoolean());
        }

        @Override
        public boolean isReady() {
            return source.isReady();
        }

        @Override
        public KeyRing ring() {
            return source.ring();
        }

        @Override
        public KeyRing ringForUnknownKey() {
            return source.ringForUnknownKey();
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                release.run();
            }
        }
    }
}
