package dev.yatagarasu.server.jetty;

import dev.yatagarasu.core.http.ErrorBody;
import dev.yatagarasu.core.http.ErrorCode;
import dev.yatagarasu.core.http.RequestIds;
import dev.yatagarasu.core.http.S3Codes;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the errors that Jetty finds before the engine sees a request (bad HTTP, headers that are too large) the same form
 * as all others: JSON, or the XML of S3 for its clients. Nothing of Jetty's own message or of a stack reaches the client.
 */
final class ErrorResponses extends ErrorHandler {
    private static final Logger log = LoggerFactory.getLogger(ErrorResponses.class);

    private final RequestIds requestIds = new RequestIds();

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Delivery failed = Delivery.failedOf(request);
        if (failed != null) {
            failed.sendInstead(response, callback);
            return true;
        }
        ErrorCode error = errorFor(response.getStatus());
        String callers = request.getHeaders().get("X-Request-ID");
        String id = requestIds.idFor(callers == null ? "" : callers);
        if (request.getAttribute(ERROR_EXCEPTION) instanceof Fault fault) {
            log.error("request {}", id, fault.getCause());
        }
        boolean s3 = S3Codes.areExpectedBy(new JettyRequest(request));
        byte[] body = s3 ? ErrorBody.xml(S3Codes.of(error), error.message(), id) : ErrorBody.json(error, id);
        response.setStatus(error.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, s3 ? "application/xml" : "application/json");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.getHeaders().put("X-Request-ID", id);
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }

    private static ErrorCode errorFor(int status) {
        return switch (status) {
            case 404 -> ErrorCode.NOT_FOUND;
            case 414 -> ErrorCode.URI_TOO_LONG;
            case 417 -> ErrorCode.EXPECTATION_FAILED;
            case 505 -> ErrorCode.HTTP_VERSION_NOT_SUPPORTED;
            case 431 -> ErrorCode.HEADERS_TOO_LARGE;
            case 503 -> ErrorCode.OVERLOADED;
            default -> status < 500 ? ErrorCode.BAD_REQUEST : ErrorCode.INTERNAL_ERROR;
        };
    }
}
