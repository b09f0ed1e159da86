package dev.yatagarasu.server.jetty.admin;

import dev.yatagarasu.core.http.Refusal;
import dev.yatagarasu.core.http.RequestIds;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the endpoint of a request to the admin port, and runs it. Whoever is not admitted gets the same
 * answer for every path.
 */
public final class AdminEndpoints {
    private static final Logger log = LoggerFactory.getLogger(AdminEndpoints.class);
    /** Below it is what operators do; other paths are for machines that probe and scrape, under any name. */
    private static final String GUARDED = "/admin/";

    private final List<AdminEndpoint> endpoints;
    private final BrowserGuard browsers;
    private final Admission admission;
    private final RequestIds requestIds = new RequestIds();

    /** Says whose requests may use the admin port. */
    public interface Admission {
        /** Why a request may not; empty if it may. Blocks while a token is checked. */
        Optional<Refusal> objection(Request request);
    }

    /**
     * A table of endpoints.
     *
     * @param endpoints the endpoints
     * @param admission whose requests may use them
     * @param host the name or address that the admin port is configured with
     */
    public AdminEndpoints(List<AdminEndpoint> endpoints, Admission admission, String host) {
        this.endpoints = List.copyOf(endpoints);
        this.admission = admission;
        this.browsers = new BrowserGuard(host);
    }

    /** Answers a request. Blocks. What it throws is left to the caller: the answer cannot be sent. */
    public void answer(Request request, Response response, Callback callback) {
        String callers = request.getHeaders().get("X-Request-ID");
        String id = requestIds.idFor(callers == null ? "" : callers);
        write(answer(request, id), id, response, callback);
    }

    private AdminAnswer answer(Request request, String id) {
        try {
            admit(request);
            return route(request);
        } catch (RuntimeException e) {
            return AdminRefusal.of(e).orElseGet(() -> fault(id, e)).answer(id);
        } catch (IOException | Error e) {
            return fault(id, e).answer(id);
        }
    }

    private static AdminRefusal fault(String id, Throwable e) {
        log.error("admin request {}", id, e);
        return new AdminRefusal(500, "internal_error", "Something went wrong here; see the log.");
    }

    /** Everything that decides whether a request may use the admin port at all. Throws a refusal if it may not. */
    private void admit(Request request) {
        if (path(request).startsWith(GUARDED)) {
            Optional<AdminRefusal> refusal = browsers.refusal(request);
            if (refusal.isPresent()) {
                throw refusal.get();
            }
        }
        Optional<Refusal> objection = admission.objection(request);
        if (objection.isPresent()) {
            throw AdminRefusal.of(objection.get());
        }
    }

    private AdminAnswer route(Request request) throws IOException {
        String path = path(request);
        List<AdminEndpoint> here = endpoints.stream()
                .filter(endpoint -> endpoint.match(path).isPresent())
                .toList();
        if (here.isEmpty()) {
            throw new AdminRefusal(404, "not_found", "There is no such call on the admin port.");
        }
        AdminEndpoint chosen = here.stream()
                .filter(endpoint -> endpoint.answers(request.getMethod()))
                .findFirst()
                .orElseThrow(() -> AdminRefusal.methodNotAllowed(methods(here)));
        return answer(chosen, new AdminCall(request, chosen.match(path).orElse("")));
    }

    private static AdminAnswer answer(AdminEndpoint endpoint, AdminCall call) throws IOException {
        if (endpoint.changes() && !isJson(call.request())) {
            throw new AdminRefusal(415, "unsupported_media_type", "Send Content-Type: application/json.");
        }
        return endpoint.action().answer(call);
    }

    /** Other types are what a page may send without asking. */
    private static boolean isJson(Request request) {
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        return type != null
                && type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals("application/json");
    }

    private static String methods(List<AdminEndpoint> endpoints) {
        TreeSet<String> methods = new TreeSet<>();
        for (AdminEndpoint endpoint : endpoints) {
            methods.addAll(endpoint.changes() ? List.of(endpoint.method()) : List.of("GET", "HEAD"));
        }
        return String.join(", ", methods);
    }

    private static String path(Request request) {
        return String.valueOf(request.getHttpURI().getPath());
    }

    private static void write(AdminAnswer answer, String id, Response response, Callback callback) {
        response.setStatus(answer.status());
        answer.headers().forEach((name, value) -> response.getHeaders().add(name, value));
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.body().length);
        response.getHeaders().put("X-Request-ID", id);
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
    }
}
