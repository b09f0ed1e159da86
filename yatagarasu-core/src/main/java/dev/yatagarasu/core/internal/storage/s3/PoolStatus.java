package dev.yatagarasu.core.internal.storage.s3;

/**
 * The connections to one bucket at one moment.
 *
 * @param leased in use by a request or a body
 * @param idle kept for the next request
 * @param max the most there may be; a probe may add one
 * @param waiting requests that wait for a connection
 */
public record PoolStatus(int leased, int idle, int max, int waiting) {}
