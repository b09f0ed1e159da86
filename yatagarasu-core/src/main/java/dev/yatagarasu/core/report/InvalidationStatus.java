package dev.yatagarasu.core.report;

/**
 * How an instance keeps in step with others that share a tier of the cache. Numbers count from the start.
 *
 * @param up whether other instances are heard, as far as is known
 * @param sent purges told to others
 * @param unsent purges that could not be told to others
 * @param received purges heard from others
 * @param missed how often purges may have been missed, and the cache was dropped for it
 */
public record InvalidationStatus(boolean up, long sent, long unsent, long received, long missed) {}
