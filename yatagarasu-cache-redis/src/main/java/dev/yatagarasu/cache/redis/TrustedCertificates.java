package dev.yatagarasu.cache.redis;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;

/** Authorities to trust, read from a PEM file into a key store as Jedis wants it. */
final class TrustedCertificates {
    static final String TYPE = "PKCS12";

    private TrustedCertificates() {}

    /** What the key store is sealed with. It holds nothing secret, but a store without one is taken for empty. */
    static char[] password() {
        return "certificates".toCharArray();
    }

    /** A key store with the certificates in the file, of which there must be at least one. */
    static byte[] keyStore(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(TYPE);
        store.load(null, null);
        int number = 0;
        for (Certificate certificate : read(file)) {
            store.setCertificateEntry("authority-" + number++, certificate);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.store(bytes, password());
        return bytes.toByteArray();
    }

    private static Collection<? extends Certificate> read(Path file) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (certificates.isEmpty()) {
                throw new CertificateException("there is no certificate in it");
            }
            return certificates;
        } catch (NoSuchFileException e) {
            throw new IOException("there is no such file", e);
        }
    }
}
