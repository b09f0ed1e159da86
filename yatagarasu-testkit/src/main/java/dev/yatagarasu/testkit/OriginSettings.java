package dev.yatagarasu.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * How a {@link VerifyingOrigin} is set up.
 *
 * @param address the loopback address to listen on
 * @param region the only region that signatures may name
 * @param sessionToken the session token that must come with each request, if any
 * @param anonymous whether unsigned requests are answered
 * @param clock what dates of signatures are compared with
 * @param tls its key and certificate; plain HTTP without
 */
public record OriginSettings(
        InetAddress address,
        String region,
        Optional<String> sessionToken,
        boolean anonymous,
        Clock clock,
        Optional<SSLContext> tls) {

    /** IPv4, {@code us-east-1}, no token, signatures required, the system's clock, plain HTTP. */
    public static OriginSettings defaults() {
        try {
            InetAddress address = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            return new OriginSettings(
                    address, "us-east-1", Optional.empty(), false, Clock.systemUTC(), Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same on another address. */
    public OriginSettings withAddress(InetAddress other) {
        return new OriginSettings(other, region, sessionToken, anonymous, clock, tls);
    }

    /** The same, refusing requests without that session token. */
    public OriginSettings withSessionToken(String token) {
        return new OriginSettings(address, region, Optional.of(token), anonymous, clock, tls);
    }

    /** The same, answering unsigned requests as well. */
    public OriginSettings withAnonymous() {
        return new OriginSettings(address, region, sessionToken, true, clock, tls);
    }

    /** The same at another time. */
    public OriginSettings withClock(Clock other) {
        return new OriginSettings(address, region, sessionToken, anonymous, other, tls);
    }

    /** The same over TLS. */
    public OriginSettings withTls(SSLContext context) {
        return new OriginSettings(address, region, sessionToken, anonymous, clock, Optional.of(context));
    }

    ServerSocket listen() throws IOException {
        return tls.isPresent()
                ? tls.get().getServerSocketFactory().createServerSocket(0, 1024, address)
                : new ServerSocket(0, 1024, address);
    }
}
