package dev.yatagarasu.core;

import dev.yatagarasu.core.config.YatagarasuConfig;
import dev.yatagarasu.core.internal.assembly.TrialAssembly;
import dev.yatagarasu.core.report.ProbeResult;
import java.time.Duration;
import java.util.List;

/**
 * A trial assembly of an engine, to check its configuration. It serves nothing, probes nothing unless asked, does not
 * open the cache's directory, and changes nothing. Components that the application has created itself are left out. For
 * one thread; close it.
 */
public final class ConfigCheck implements AutoCloseable {
    private final TrialAssembly made;

    ConfigCheck(TrialAssembly made) {
        this.made = made;
    }

    /** The configuration, which has no problems. */
    public YatagarasuConfig config() {
        return made.config();
    }

    /**
     * Asks the storage and the policy of each bucket, each published key set and each tier of the cache whether it
     * answers, all at once. Blocks.
     *
     * @param patience how long to wait for each answer
     * @return one result for each, in the order of the configuration
     */
    public List<ProbeResult> probe(Duration patience) {
        return made.probe(patience);
    }

    /** Closes all components. */
    @Override
    public void close() {
        made.close();
    }
}
