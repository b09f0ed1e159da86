package dev.yatagarasu.core.config;

/** The content coding in which compressed objects are requested from storage. */
public enum StorageEncoding {
    /** Decompressed, if storage can do that; the size is then not known in advance. */
    IDENTITY,
    /** As they are stored, with their {@code Content-Encoding}. */
    STORED
}
