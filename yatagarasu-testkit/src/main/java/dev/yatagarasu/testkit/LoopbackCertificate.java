package dev.yatagarasu.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A fresh self-signed certificate for {@code 127.0.0.1}, {@code ::1} and {@code localhost}, with its key, made by the
 * JDK's {@code keytool}. Good for a day.
 */
public final class LoopbackCertificate {
    private static final char[] PASSWORD = "loopback".toCharArray();

    private final KeyStore store;

    private LoopbackCertificate(KeyStore store) {
        this.store = store;
    }

    /** Makes a certificate; {@code directory} must exist and gets a key store with it. */
    public static LoopbackCertificate make(Path directory) {
        return makeFor("ip:127.0.0.1,ip:::1,dns:localhost", directory);
    }

    /** Makes one for other names, in the words of {@code keytool}, for example {@code dns:elsewhere.example}. */
    public static LoopbackCertificate makeFor(String names, Path directory) {
        Path file = directory.resolve("loopback.p12");
        try {
            keytool(names, file);
            KeyStore store = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(file)) {
                store.load(in, PASSWORD);
            }
            return new LoopbackCertificate(store);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void keytool(String names, Path file) throws IOException {
        String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        List<String> command = List.of(
                tool,
                "-genkeypair",
                "-alias",
                "loopback",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=loopback",
                "-ext",
                "san=" + names,
                "-validity",
                "1",
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-keystore",
                file.toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("keytool failed: " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool ran", e);
        }
    }

    /** Writes the certificate, without its key, in PEM form. */
    public Path writePem(Path file) {
        try {
            return write(file, "CERTIFICATE", store.getCertificate("loopback").getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes the key in PEM form, not encrypted. */
    public Path writeKeyPem(Path file) {
        try {
            return write(file, "PRIVATE KEY", store.getKey("loopback", PASSWORD).getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path write(Path file, String label, byte[] encoded) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        try {
            return Files.writeString(
                    file, "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a server needs to show this certificate. */
    public SSLContext forServer() {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a client needs to trust this certificate and no other. */
    public SSLContext forClient() {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("loopback", store.getCertificate("loopback"));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
