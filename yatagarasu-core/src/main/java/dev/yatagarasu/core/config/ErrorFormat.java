package dev.yatagarasu.core.config;

/** The format of error bodies. Requests with an S3 signature always get {@link #S3}. */
public enum ErrorFormat {
    /** {@code {"error": ..., "message": ...}}. */
    JSON,
    /** The XML of S3, {@code <Error><Code>...}, with the codes that S3 clients understand. */
    S3
}
