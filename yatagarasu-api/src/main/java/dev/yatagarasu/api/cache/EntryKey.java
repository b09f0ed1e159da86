package dev.yatagarasu.api.cache;

/**
 * Names one cached piece: an object's head, or one block of one version of it.
 *
 * @param bucket name of the bucket
 * @param key the object's key
 * @param variant which variant or version of the object, as the engine writes it; empty for the only one
 * @param block number of the block, or -1 for the head
 */
public record EntryKey(String bucket, String key, String variant, int block) {}
