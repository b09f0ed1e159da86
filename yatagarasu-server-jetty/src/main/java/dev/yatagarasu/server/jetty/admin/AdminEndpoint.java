package dev.yatagarasu.server.jetty.admin;

import java.io.IOException;
import java.util.Optional;

/**
 * One call of the admin port. Its action runs on a thread that may block.
 *
 * @param method the method; {@code GET} stands for {@code HEAD}, too
 * @param path the path; if it ends with <code>{id}</code>, any one segment may stand there; if with
 *     <code>{rest}</code>, any number of them
 * @param action what answers it
 */
public record AdminEndpoint(String method, String path, Action action) {
    private static final String PARAMETER = "{id}";
    private static final String REST = "{rest}";

    /** Answers a call. */
    public interface Action {
        /** Throws {@link IOException} when the connection breaks. */
        AdminAnswer answer(AdminCall call) throws IOException;
    }

    /** What stands in the place of <code>{id}</code> or <code>{rest}</code>, or {@code ""}; empty if this is not the path. */
    Optional<String> match(String requested) {
        boolean isOpen = path.endsWith(REST);
        if (!isOpen && !path.endsWith(PARAMETER)) {
            return path.equals(requested) ? Optional.of("") : Optional.empty();
        }
        String start = path.substring(0, path.lastIndexOf('{'));
        if (!requested.startsWith(start)) {
            return Optional.empty();
        }
        String id = requested.substring(start.length());
        return id.isEmpty() || (!isOpen && id.indexOf('/') >= 0) ? Optional.empty() : Optional.of(id);
    }

    boolean answers(String requestedMethod) {
        return method.equals(requestedMethod) || (method.equals("GET") && requestedMethod.equals("HEAD"));
    }

    boolean changes() {
        return !method.equals("GET");
    }
}
