package dev.yatagarasu.server.jetty.admin;

import java.io.IOException;
import java.io.InputStream;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/**
 * A call as its endpoint sees it. Used by one thread.
 *
 * @param request the request
 * @param id what stands in the place of <code>{id}</code> or <code>{rest}</code> in the path; {@code ""} if there is no such place
 */
public record AdminCall(Request request, String id) {
    private static final int MAX_BODY = 1024 * 1024;

    /** The parameters of the query; each must be among {@code known}. */
    QueryFields query(String... known) {
        return QueryFields.parse(request.getHttpURI().getQuery(), known);
    }

    /** The JSON object that is the body; each of its fields must be among {@code known}. Blocks. */
    JsonFields body(String... known) throws IOException {
        try (InputStream in = Content.Source.asInputStream(request)) {
            byte[] body = in.readNBytes(MAX_BODY + 1);
            if (body.length > MAX_BODY) {
                throw new AdminRefusal(413, "too_large", "The body must not be larger than 1 MB.");
            }
            return JsonFields.parse(body, known);
        }
    }
}
