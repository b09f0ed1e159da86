package dev.yatagarasu.core.internal.storage.s3;

import dev.yatagarasu.api.Reason;
import dev.yatagarasu.api.storage.StorageException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import org.apache.hc.core5.http.HttpHost;

/** Says what went wrong on a connection, in a way an operator can act on. */
final class S3Failures {
    private static final int MAX_TEXT = 200;

    private S3Failures() {}

    static StorageException ofConnect(IOException e, HttpHost host) {
        return new StorageException(
                StorageException.Kind.UNAVAILABLE,
                "no connection to " + host + " (" + printable(e) + "); is the endpoint right and storage up?",
                e);
    }

    static StorageException ofExchange(Exception e, HttpHost host, S3Timeouts timeouts) {
        if (e instanceof SocketTimeoutException) {
            return new StorageException(
                    StorageException.Kind.TIMEOUT,
                    host + " did not answer within " + timeouts.response().toMilliseconds() + " ms",
                    e);
        }
        if (e instanceof StaleConnectionException) {
            return new StorageException(StorageException.Kind.UNAVAILABLE, host + ": " + printable(e), e);
        }
        return new StorageException(
                StorageException.Kind.BROKEN, host + " sent no valid HTTP (" + printable(e) + ")", e);
    }

    private static String printable(Exception e) {
        return printable(Reason.of(e));
    }

    /** Text of the other side's, short, and without what could break a line or a terminal. */
    static String printable(String text) {
        String cut = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) + "..." : text;
        return cut.replaceAll("[^\\x20-\\x7e]", "?");
    }
}
