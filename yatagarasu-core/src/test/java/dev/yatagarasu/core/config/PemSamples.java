package dev.yatagarasu.core.config;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Base64;

/** Keys in PEM, made for this run of the tests, and things that are no public keys. */
final class PemSamples {
    static final String RSA_2048 = publicKey(rsa(2048));
    static final String RSA_3072 = publicKey(rsa(3072));

    /** A curve that the JDK does not know. */
    private static final String SECP256K1 = """
            -----BEGIN PUBLIC KEY-----
            MFYwEAYHKoZIzj0CAQYFK4EEAAoDQgAEjvtyaLHAvuc/vrROeu/LQMv/JXauwm93
            YcKF0gOV2KvsKPqBbBcbYK8/9qUXfRXRUNjeQUd+G3k2+KeeelqJuA==
            -----END PUBLIC KEY-----
            """;

    private PemSamples() {}

    static String named(String name) {
        return switch (name) {
            case "RSA_1024" -> publicKey(rsa(1024));
            case "RSA_2048" -> RSA_2048;
            case "RSA_3072" -> RSA_3072;
            case "ROCA" -> block("PUBLIC KEY", RocaSamples.key());
            case "P256" -> publicKey(pair("EC", new ECGenParameterSpec("secp256r1")));
            case "P384" -> publicKey(pair("EC", new ECGenParameterSpec("secp384r1")));
            case "P521" -> publicKey(pair("EC", new ECGenParameterSpec("secp521r1")));
            case "SECP256K1" -> SECP256K1;
            case "ED25519" -> publicKey(pair("EdDSA", NamedParameterSpec.ED25519));
            case "ED448" -> publicKey(pair("EdDSA", NamedParameterSpec.ED448));
            case "X25519" -> publicKey(pair("XDH", NamedParameterSpec.X25519));
            case "PRIVATE" -> block("PRIVATE KEY", rsa(2048).getPrivate());
            case "PRIVATE_RSA" -> RSA_2048.replace("PUBLIC", "RSA PRIVATE");
            case "PRIVATE_EC" -> RSA_2048.replace("PUBLIC", "EC PRIVATE");
            case "ENCRYPTED" -> RSA_2048.replace("PUBLIC", "ENCRYPTED PRIVATE");
            case "CERTIFICATE" -> RSA_2048.replace("PUBLIC KEY", "CERTIFICATE");
            case "PKCS1" -> RSA_2048.replace("PUBLIC", "RSA PUBLIC");
            case "OTHER" -> RSA_2048.replace("PUBLIC KEY", "DH PARAMETERS");
            case "TWO" -> RSA_2048 + RSA_3072;
            case "BROKEN" -> RSA_2048.replace("MII", "MIX");
            case "CUT" -> RSA_2048.substring(0, 200);
            default -> name;
        };
    }

    private static KeyPair rsa(int bits) {
        return pair("RSA", new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4));
    }

    private static KeyPair pair(String kind, AlgorithmParameterSpec parameters) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
            generator.initialize(parameters);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String publicKey(KeyPair pair) {
        return block("PUBLIC KEY", pair.getPublic());
    }

    private static String block(String label, Key key) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }
}
