package dev.yatagarasu.api.config;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Certificate authorities that a connection trusts instead of the JDK's, read from a PEM file (RFC 7468 section 5) of
 * at most 4 MB.
 */
public final class TrustedCertificates {
    private static final int LARGEST = 4 * 1024 * 1024;

    private TrustedCertificates() {}

    /**
     * Reads the name of such a file; empty if the key is missing, or if the file holds no certificates, which is noted as a
     * problem.
     */
    public static Optional<Path> read(ConfigNode section, String key) {
        return section.string(key).flatMap(file -> {
            try {
                certificates(file);
                return Optional.of(Path.of(file));
            } catch (IOException e) {
                section.problem(key, "must be a file with certificates in PEM form: " + e.getMessage());
                return Optional.empty();
            }
        });
    }

    /**
     * A key store with the certificates in the file. The message of the exception, for operators, says why it cannot be
     * created.
     */
    public static KeyStore keyStore(Path file) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            int number = 0;
            for (Certificate certificate : certificates(file.toString())) {
                store.setCertificateEntry("authority-" + number++, certificate);
            }
            return store;
        } catch (GeneralSecurityException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** A TLS context for clients that trusts only the certificates in the file; throws as {@link #keyStore} does. */
    public static SSLContext forClient(Path file) throws IOException {
        KeyStore store = keyStore(file);
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static Collection<? extends Certificate> certificates(String file) throws IOException {
        byte[] pem = SmallFile.read(file, LARGEST);
        try {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem));
            if (certificates.isEmpty()) {
                throw new IOException("there is no certificate in it");
            }
            return certificates;
        } catch (CertificateException e) {
            throw new IOException("no certificate can be read from it (" + e.getMessage() + ")", e);
        }
    }
}
