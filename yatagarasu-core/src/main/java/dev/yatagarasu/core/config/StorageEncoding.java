package dev.yatagarasu.core.config;

/** In which content coding storage is asked for objects that it keeps compressed. */
public enum StorageEncoding {
    /** As they were before they were compressed, where storage can undo that; their size is not known then. */
    IDENTITY,
    /** As they are stored, with their {@code Content-Encoding}. */
    STORED
}
