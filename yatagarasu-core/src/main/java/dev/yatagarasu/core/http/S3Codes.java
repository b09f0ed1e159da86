package dev.yatagarasu.core.http;

/** What S3 calls the errors that there are here (Amazon S3 API Reference, "Error responses"): its clients know them by that. */
public final class S3Codes {
    private S3Codes() {}

    /** The code of an error, for example {@code NoSuchKey}. */
    public static String of(ErrorCode error) {
        return switch (error) {
            case BAD_PATH, URI_TOO_LONG -> "InvalidURI";
            case UNAUTHORIZED, FORBIDDEN -> "AccessDenied";
            case INVALID_TOKEN -> "InvalidToken";
            case NOT_FOUND -> "NoSuchKey";
            case METHOD_NOT_ALLOWED -> "MethodNotAllowed";
            case PRECONDITION_FAILED -> "PreconditionFailed";
            case RANGE_NOT_SATISFIABLE -> "InvalidRange";
            case TOO_MANY_REQUESTS, OVERLOADED -> "SlowDown";
            case HEADERS_TOO_LARGE -> "RequestHeaderSectionTooLarge";
            case NOT_IMPLEMENTED -> "NotImplemented";
            case STORAGE_UNAVAILABLE, STORAGE_TIMEOUT -> "ServiceUnavailable";
            default -> error.status() < 500 ? "InvalidRequest" : "InternalError";
        };
    }
}
