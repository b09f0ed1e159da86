package dev.yatagarasu.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReasonTest {

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new UnknownHostException("store.example"), "the host is not known: store.example"),
                Arguments.of(new UnknownHostException(), "the host is not known: its name has no address"),
                Arguments.of(new SocketTimeoutException("Read timed out"), "it did not answer in time"),
                Arguments.of(new ConnectException("Connection refused"), "Connection refused"),
                Arguments.of(new ConnectException(), "the connection was refused"),
                Arguments.of(new NoRouteToHostException("No route"), "there is no way to the host"),
                Arguments.of(new SocketException(), "the connection broke"),
                Arguments.of(new SSLHandshakeException("no trusted certificate"), "TLS: no trusted certificate"),
                Arguments.of(new NoSuchFileException("/a"), "there is no /a"),
                Arguments.of(new AccessDeniedException("/a"), "this process may not use /a"),
                Arguments.of(new FileAlreadyExistsException("/a"), "/a is there already"),
                Arguments.of(new IOException("No space left on device"), "No space left on device"),
                Arguments.of(new IOException(), "no reason was given"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void of_eachFailure_isInWordsWithoutTheNameOfAClass(Exception failure, String words) {
        assertThat(Reason.of(failure)).isEqualTo(words);
    }

    @Test
    void of_failureThatSaysNothing_isThatOfItsCause() {
        assertThat(Reason.of(new IllegalStateException(null, new UncheckedIOException("", new IOException("full")))))
                .isEqualTo("full");
    }

    @Test
    void of_failureThatOnlyWrapsAnother_isThatOther() {
        assertThat(Reason.of(new UncheckedIOException(new IOException("full")))).isEqualTo("full");
    }

    @Test
    void of_tls_isWhatItAllFollowsFrom() {
        SSLHandshakeException failure =
                new SSLHandshakeException("PKIX path building failed: a.b.PathException: no path");
        failure.initCause(new IllegalStateException("between", new IllegalStateException("no path to an authority")));
        assertThat(Reason.of(failure)).isEqualTo("TLS: no path to an authority");
    }

    @Test
    void ofConnection_anythingElse_isNothing() {
        assertThat(Reason.ofConnection(new IOException("Invalid header: what they sent")))
                .isEmpty();
    }
}
