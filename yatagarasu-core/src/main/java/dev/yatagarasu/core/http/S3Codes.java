package dev.yatagarasu.core.http;

/** What S3 calls the errors that there are here (Amazon S3 API Reference, "Error responses"): its clients know them by that. */
public final class S3Codes {
    private static final String SCHEME = "AWS4-HMAC-SHA256";
    private static final String SIGNATURE = "X-Amz-Signature";

    private S3Codes() {}

    /**
     * Whether a request is signed as clients of S3 do, in a field or in the query: they understand errors in the XML of S3 only.
     * Never throws: what cannot be read of a request may be the error.
     */
    public static boolean areExpectedBy(Request request) {
        try {
            return request.headers().firstOr("authorization", "").startsWith(SCHEME) || isSigned(request.query());
        } catch (RuntimeException | Error e) {
            return false;
        }
    }

    private static boolean isSigned(String query) {
        for (QueryParameters parameters = QueryParameters.ofForm(query); parameters.next(); ) {
            if (parameters.isNamed(SIGNATURE)) {
                return true;
            }
        }
        return false;
    }

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
