package dev.yatagarasu.core.config;

/**
 * One component that a configuration asks for, and where it does so.
 *
 * @param config what to make
 * @param section the path of its settings, for example {@code buckets[0].s3}
 * @param namedAt the path of what names its type, for example {@code buckets[0].auth.provider}
 * @param <C> the kind of component
 */
public record DraftPart<C>(C config, String section, String namedAt) {

    /** A component whose section says by itself what it is. */
    DraftPart(C config, String section) {
        this(config, section, section);
    }
}
