package dev.yatagarasu.cache.redis;

import dev.yatagarasu.testkit.LoopbackCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/** The testkit's certificate for loopback and its key, as Redis reads them. */
final class Pem {
    private static final char[] PASSWORD = "loopback".toCharArray();

    private Pem() {}

    /** Makes a certificate and writes it beside its key; returns the certificate's file. */
    static Path certificate(Path directory) throws IOException {
        LoopbackCertificate.make(directory);
        try (InputStream in = Files.newInputStream(directory.resolve("loopback.p12"))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD);
            write(
                    key(directory),
                    "PRIVATE KEY",
                    store.getKey("loopback", PASSWORD).getEncoded());
            return write(
                    directory.resolve("certificate.pem"),
                    "CERTIFICATE",
                    store.getCertificate("loopback").getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    static Path key(Path directory) {
        return directory.resolve("key.pem");
    }

    private static Path write(Path file, String type, byte[] der) throws IOException {
        String base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return Files.writeString(file, "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n");
    }
}
