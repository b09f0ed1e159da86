package dev.yatagarasu.core.internal.engine;

import dev.yatagarasu.core.config.ErrorFormat;
import dev.yatagarasu.core.http.QueryParameters;
import dev.yatagarasu.core.http.Request;
import java.util.Optional;

/** Finds out in which words a client understands errors. */
final class ErrorFormats {
    private static final String SCHEME = "AWS4-HMAC-SHA256";
    private static final String SIGNATURE = "X-Amz-Signature";

    private ErrorFormats() {}

    /**
     * Whether the bucket says so, or the request is signed as clients of S3 do, in a field or in the query. Never throws: what
     * cannot be read of a request was perhaps the error.
     */
    static boolean areThoseOfS3(Request request, Optional<Bucket> bucket) {
        try {
            return bucketSays(bucket) || isSigned(request);
        } catch (RuntimeException | Error e) {
            return false;
        }
    }

    private static boolean bucketSays(Optional<Bucket> bucket) {
        return bucket.filter(reached -> reached.config().errors() == ErrorFormat.S3)
                .isPresent();
    }

    private static boolean isSigned(Request request) {
        return request.headers().firstOr("authorization", "").startsWith(SCHEME) || isSigned(request.query());
    }

    private static boolean isSigned(String query) {
        for (QueryParameters parameters = QueryParameters.ofForm(query); parameters.next(); ) {
            if (parameters.isNamed(SIGNATURE)) {
                return true;
            }
        }
        return false;
    }
}
