package dev.yatagarasu.auth.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Opens connections to one host, straight to it whatever proxies the JVM is told of. Safe from any thread. */
final class Connector {
    private final String host;
    private final int port;
    private final Optional<SSLSocketFactory> tls;
    private final HostLookup lookup;

    /**
     * Connects to nobody yet.
     *
     * @param host IPv6 addresses without brackets
     * @param tls makes encrypted sockets; empty for plain ones
     */
    Connector(String host, int port, Optional<SSLSocketFactory> tls, HostLookup lookup) {
        this.host = host;
        this.port = port;
        this.tls = tls;
        this.lookup = lookup;
    }

    JsonConnection open(CallWatch watch, Deadline deadline) throws IOException {
        Socket socket = connect(watch, deadline);
        try {
            socket.setTcpNoDelay(true);
            return tls.isPresent()
                    ? JsonConnection.encrypted(encrypt(tls.get(), socket), socket)
                    : JsonConnection.plain(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private Socket connect(CallWatch watch, Deadline deadline) throws IOException {
        InetAddress[] addresses = lookup.addresses(deadline);
        IOException failure = new UnknownHostException("the host has no address");
        for (int i = 0; i < addresses.length && !deadline.isOver(); i++) {
            Socket socket = new Socket(Proxy.NO_PROXY);
            try {
                watch.guard(socket);
                socket.connect(new InetSocketAddress(addresses[i], port), deadline.shareMillis(addresses.length - i));
                return socket;
            } catch (IOException e) {
                socket.close();
                failure = e;
            }
        }
        throw failure;
    }

    private SSLSocket encrypt(SSLSocketFactory factory, Socket socket) throws IOException {
        SSLSocket encrypted = (SSLSocket) factory.createSocket(socket, host, port, true);
        SSLParameters parameters = encrypted.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        encrypted.setSSLParameters(parameters);
        encrypted.startHandshake();
        return encrypted;
    }
}
