package dev.yatagarasu.core.config;

/** In which words errors are told. Requests that are signed as S3 has it always get S3's. */
public enum ErrorFormat {
    /** {@code {"error": ..., "message": ...}}. */
    JSON,
    /** {@code <Error><Code>...}, with the codes of S3, which clients of S3 understand. */
    S3
}
