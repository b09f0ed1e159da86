package dev.yatagarasu.core.report;

/**
 * The exchange of purges between instances that share a tier of the cache. Numbers count from the start of the engine.
 *
 * @param up whether purges of other instances are received, as far as is known
 * @param sent purges sent to the other instances
 * @param unsent purges that could not be sent to the other instances
 * @param received purges received from other instances
 * @param missed how often purges may have been missed, so that the cache was dropped
 */
public record InvalidationStatus(boolean up, long sent, long unsent, long received, long missed) {}
