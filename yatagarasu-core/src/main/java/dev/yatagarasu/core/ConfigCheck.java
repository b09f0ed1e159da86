package dev.yatagarasu.core;

import dev.yatagarasu.core.config.YatagarasuConfig;
import dev.yatagarasu.core.internal.assembly.TrialAssembly;
import dev.yatagarasu.core.report.ProbeResult;
import java.time.Duration;
import java.util.List;

/**
 * Everything that an engine would be made of, for a look at it: nothing is served, nothing is probed unless asked, the
 * cache's directory is not opened, and nothing is changed in it or elsewhere. What the application made itself is left out.
 * For one thread; close it.
 */
public final class ConfigCheck implements AutoCloseable {
    private final TrialAssembly made;

    ConfigCheck(TrialAssembly made) {
        this.made = made;
    }

    /** The configuration, in which nothing was found to be wrong. */
    public YatagarasuConfig config() {
        return made.config();
    }

    /**
     * Asks the storage and the policy of each bucket, each published key set and each tier of the cache whether it answers,
     * all at once. Blocks.
     *
     * @param patience how long to wait for each
     * @return what was found, one result for each, in the order of the configuration
     */
    public List<ProbeResult> probe(Duration patience) {
        return made.probe(patience);
    }

    /** Closes everything that was made. */
    @Override
    public void close() {
        made.close();
    }
}
