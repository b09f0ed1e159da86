package dev.yatagarasu.core.http;

/**
 * How clients see the objects of a bucket.
 *
 * @param metadata whether they see its metadata: what its owner noted, version, storage class and checksums
 * @param privately whether caches between here and a client are told that its answers are for it alone
 */
public record ClientView(boolean metadata, boolean privately) {
    /** Without metadata, and as storage says who may keep it. */
    public static final ClientView PLAIN = new ClientView(false, false);
}
