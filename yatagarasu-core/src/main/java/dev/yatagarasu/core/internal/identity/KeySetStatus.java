package dev.yatagarasu.core.internal.identity;

import java.time.Instant;
import java.util.Optional;

/**
 * How a published key set does, for operators.
 *
 * @param url where it is, without its query
 * @param keys how many keys of it are in use; 0 as long as it was not fetched
 * @param fetched when it was fetched last
 * @param problem why it could not be fetched the last time; empty while all is well or nobody has asked for it
 * @param fetches how often it was asked for
 * @param failures how often that failed
 */
public record KeySetStatus(
        String url, int keys, Optional<Instant> fetched, Optional<String> problem, long fetches, long failures) {

    /** Whether tokens can be checked: with the keys there are, or with those that the first request will fetch. */
    public boolean isUsable() {
        return keys > 0 || problem.isEmpty();
    }
}
