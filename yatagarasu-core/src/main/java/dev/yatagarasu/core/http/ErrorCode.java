package dev.yatagarasu.core.http;

import java.util.Locale;

/** Every refusal and failure that a client can see: its status, the {@code error} of its body, and its message. */
public enum ErrorCode {
    BAD_REQUEST(400, "The request is not well-formed HTTP."),
    BAD_PATH(
            400,
            "The path is not valid: send it percent-encoded UTF-8, without . or .. segments, encoded slashes,"
                    + " backslashes or NUL."),
    UNAUTHORIZED(
            401, "Say who you are: what is here is only for those who show a token, or whatever else is taken here."),
    INVALID_TOKEN(401, "The token is not valid here: it may have expired. Get a new one."),
    FORBIDDEN(403, "You may not read this."),
    NOT_FOUND(404, "There is no such object. Check the path."),
    METHOD_NOT_ALLOWED(405, "Objects can only be read: use GET, HEAD or OPTIONS."),
    PRECONDITION_FAILED(412, "The object is not the one that the request's conditions name."),
    URI_TOO_LONG(414, "The path and query are too long."),
    RANGE_NOT_SATISFIABLE(416, "The range starts behind the end of the object."),
    EXPECTATION_FAILED(417, "Expect may only ask for 100-continue."),
    TOO_MANY_REQUESTS(429, "You send too many requests. Wait for as many seconds as Retry-After says."),
    HEADERS_TOO_LARGE(431, "The header fields are too large."),
    INTERNAL_ERROR(500, "Something went wrong here. Report it with the request id."),
    IDENTITY_UNAVAILABLE(500, "Tokens cannot be checked right now. Try again later."),
    POLICY_UNAVAILABLE(500, "Whether you may read this cannot be found out right now. Try again later."),
    NOT_IMPLEMENTED(501, "The query asks for something else than the object, which cannot be had here."),
    STORAGE_ERROR(502, "The storage behind this path did not give a usable answer. Report it with the request id."),
    OVERLOADED(503, "Too many requests are in progress. Try again shortly."),
    STORAGE_UNAVAILABLE(503, "The storage behind this path cannot be reached. Try again shortly."),
    STORAGE_TIMEOUT(504, "The storage behind this path is too slow. Try again shortly."),
    HTTP_VERSION_NOT_SUPPORTED(505, "Use HTTP/1.1 or HTTP/1.0.");

    private final int status;
    private final String message;

    ErrorCode(int status, String message) {
        this.status = status;
        this.message = message;
    }

    /** The status code of the answer. */
    public int status() {
        return status;
    }

    /** The {@code error} in the answer's body, for example {@code not_found}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The message: what happened and what to do. It is a constant, so it leaks nothing. */
    public String message() {
        return message;
    }
}
