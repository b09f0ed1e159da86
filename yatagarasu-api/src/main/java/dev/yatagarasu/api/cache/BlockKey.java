package dev.yatagarasu.api.cache;

/**
 * Names one block of one version of an object: the version is part of the name, so two versions can never be mixed.
 *
 * @param object the object
 * @param version its strong entity tag, verbatim
 * @param number which block, from 0
 */
public record BlockKey(ObjectKey object, String version, int number) {
    /** Bytes in every block but the last: 256 KiB. */
    public static final int BLOCK_SIZE = 256 * 1024;

    /** Another block of the same version. */
    public BlockKey at(int otherNumber) {
        return new BlockKey(object, version, otherNumber);
    }

    /** The number of the block that holds the byte at {@code position}. */
    public static int numberOf(long position) {
        return Math.toIntExact(position / BLOCK_SIZE);
    }

    /** The position of the first byte of block {@code number}. */
    public static long startOf(int number) {
        return (long) number * BLOCK_SIZE;
    }
}
