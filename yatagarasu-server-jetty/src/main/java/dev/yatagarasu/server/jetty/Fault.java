package dev.yatagarasu.server.jetty;

import java.io.Serial;
import org.eclipse.jetty.io.QuietException;
import org.eclipse.jetty.util.Callback;

/** What was thrown while a request was handled. Jetty does not log it: {@link ErrorResponses} does, with the request id. */
final class Fault extends Exception implements QuietException {
    @Serial
    private static final long serialVersionUID = 1;

    Fault(Throwable cause) {
        super(cause);
    }

    /** Ends a request for which the engine has nothing more to do. */
    static void end(Callback callback, Throwable why) {
        callback.failed(new Fault(why));
    }
}
