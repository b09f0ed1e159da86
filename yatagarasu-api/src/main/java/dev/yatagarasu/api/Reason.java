package dev.yatagarasu.api;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Describes the reason of a failure for operators, without names of exception classes. */
public final class Reason {
    private Reason() {}

    /** The reason why a file access, a connection or another operation failed. */
    public static String of(Throwable failure) {
        return ofConnection(failure).orElseGet(() -> switch (failure) {
            case NoSuchFileException e -> "there is no " + e.getFile();
            case AccessDeniedException e -> "this process may not use " + e.getFile();
            case FileAlreadyExistsException e -> e.getFile() + " is there already";
            default -> message(failure).orElse("no reason was given");
        });
    }

    /** The reason if the network or TLS caused the failure; it contains no text that the other side has sent. */
    public static Optional<String> ofConnection(Throwable failure) {
        return Optional.ofNullable(words(failure));
    }

    private static @Nullable String words(Throwable failure) {
        return switch (failure) {
            case UnknownHostException e ->
                "the host is not known: " + message(e).orElse("its name has no address");
            case SocketTimeoutException e -> "it did not answer in time";
            case ConnectException e -> message(e).orElse("the connection was refused");
            case NoRouteToHostException e -> "there is no way to the host";
            case SocketException e -> message(e).orElse("the connection broke");
            case SSLException e -> "TLS: " + message(first(e)).orElse("no agreement");
            default -> null;
        };
    }

    /** What all else follows from; what lies between names classes in its messages. */
    private static Throwable first(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null ? failure : first(cause);
    }

    private static Optional<String> message(Throwable failure) {
        Throwable cause = failure.getCause();
        return Optional.ofNullable(failure.getMessage())
                .filter(text -> !text.isBlank() && !(cause != null && text.equals(cause.toString())))
                .or(() -> Optional.ofNullable(failure.getCause()).map(Reason::of));
    }
}
