package dev.yatagarasu.core.config;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a public key as text (RFC 7468 section 13), and says of everything else what it is and what to do. */
final class PublicPem {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");
    private static final Pattern LABEL = Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----");
    private static final List<String> KINDS = List.of("RSA", "EC", "EdDSA");
    private static final String EXAMPLE =
            "a public key in PEM, which begins with -----BEGIN PUBLIC KEY----- (file:/path reads it from a file)";
    private static final Map<String, String> OTHERS = Map.of(
            "CERTIFICATE",
            "a certificate: take the public key out of it with \"openssl x509 -pubkey -noout -in cert.pem\"",
            "RSA PUBLIC KEY",
            "a public key in the older form PKCS#1: convert it with"
                    + " \"openssl rsa -RSAPublicKey_in -in old.pem -pubout\"",
            "PRIVATE KEY",
            "a private key",
            "RSA PRIVATE KEY",
            "a private key",
            "EC PRIVATE KEY",
            "a private key",
            "OPENSSH PRIVATE KEY",
            "a private key",
            "ENCRYPTED PRIVATE KEY",
            "an encrypted private key");
    private static final String PRIVATE_ADVICE = ", which checks no tokens and should not be on this machine: make the"
            + " public one with \"openssl pkey -in private.pem -pubout\"";

    private PublicPem() {}

    /** What is wrong with {@code text}, without quoting it. */
    static Optional<String> check(String text) {
        Matcher label = LABEL.matcher(text);
        if (!label.find()) {
            return Optional.of("must be " + EXAMPLE);
        }
        String found = label.group(1);
        if (label.find()) {
            return Optional.of("holds more than one PEM block: write one public key, others under keys");
        }
        if (!found.equals("PUBLIC KEY")) {
            return Optional.of(other(found));
        }
        return decode(text)
                .map(PublicPem::checkSize)
                .orElse(Optional.of("is no public key that can be read: it must be RSA, EC on P-256, P-384 or P-521,"
                        + " Ed25519 or Ed448, in PEM without anything around it"));
    }

    private static String other(String label) {
        String what = OTHERS.getOrDefault(label, "something else than a public key");
        return "must be " + EXAMPLE + ", but holds " + what + (what.contains("private") ? PRIVATE_ADVICE : "");
    }

    private static Optional<String> checkSize(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            int bits = rsa.getModulus().bitLength();
            if (JwtAlgorithm.isBroken(key)) {
                return Optional.of(
                        "is an RSA key that anybody can break, made by a faulty library (ROCA, CVE-2017-15361):"
                                + " make a new one, elsewhere, and take this one out of use");
            }
            return bits >= 2048 && bits <= JwtAlgorithm.LONGEST_RSA
                    ? Optional.empty()
                    : Optional.of("is an RSA key of " + bits + " bits: make a new one of 2048 to "
                            + JwtAlgorithm.LONGEST_RSA);
        }
        return key instanceof ECPublicKey ec && Curves.familyOf(ec).isEmpty()
                ? Optional.of("lies on a curve that no algorithm here uses: P-256, P-384 or P-521 is wanted")
                : Optional.empty();
    }

    /** The key, if {@code text} is nothing but one. A literal {@code \n}, as environments hold it, is a line break. */
    static Optional<PublicKey> decode(String text) {
        Matcher block = BLOCK.matcher(text.replace("\\n", "\n").strip());
        if (!block.matches() || !block.group(1).equals("PUBLIC KEY")) {
            return Optional.empty();
        }
        try {
            byte[] encoded = Base64.getDecoder().decode(block.group(2).replaceAll("\\s", ""));
            X509EncodedKeySpec spec = new X509EncodedKeySpec(encoded);
            return KINDS.stream().flatMap(kind -> decode(kind, spec).stream()).findFirst();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<PublicKey> decode(String kind, X509EncodedKeySpec encoded) {
        try {
            return Optional.of(KeyFactory.getInstance(kind).generatePublic(encoded));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }
}
