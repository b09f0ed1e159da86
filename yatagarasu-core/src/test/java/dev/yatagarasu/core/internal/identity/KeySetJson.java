package dev.yatagarasu.core.internal.identity;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/** Key sets as providers publish them, written by another library than the one that reads them. */
final class KeySetJson {
    private KeySetJson() {}

    static String of(String... keys) {
        return "{\"keys\":[" + String.join(",", keys) + "]}";
    }

    /** A key with this {@code kid} and nothing else that is optional. */
    static String key(KeyPair pair, String keyId) {
        return with(pair, "\"kid\":\"" + keyId + "\"");
    }

    /** A key with more members. */
    static String with(KeyPair pair, String members) {
        String json = bare(pair);
        return members.isEmpty() ? json : json.substring(0, json.length() - 1) + "," + members + "}";
    }

    private static String bare(KeyPair pair) {
        return switch (pair.getPublic()) {
            case RSAPublicKey key -> new RSAKey.Builder(key).build().toJSONString();
            case ECPublicKey key ->
                new ECKey.Builder(Curve.forECParameterSpec(key.getParams()), key)
                        .build()
                        .toJSONString();
            default -> {
                // The last 32 bytes of an encoded Ed25519 key are the key.
                byte[] encoded = pair.getPublic().getEncoded();
                byte[] x = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
                yield new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(x))
                        .build()
                        .toJSONString();
            }
        };
    }

    /** The shapes of well-known providers around a key named {@code one}. */
    static Stream<Named<String>> providers() {
        String chain =
                "\"x5c\":[\"MIIDBTCCAe2gAwIBAgIQ\"],\"x5t\":\"NjVBRjY5MDlCMUIwNzU4RTA2QzZFMDQ4QzQ2MDAyQjVDNjk1RTM2Qg\"";
        String encryption = with(Tokens.OTHER_RSA, "\"kid\":\"enc\",\"use\":\"enc\",\"alg\":\"RSA-OAEP\"");
        return Stream.of(
                Named.of("Auth0", of(with(Tokens.RSA, "\"alg\":\"RS256\",\"use\":\"sig\",\"kid\":\"one\"," + chain))),
                Named.of("Okta", of(with(Tokens.RSA, "\"alg\":\"RS256\",\"kid\":\"one\",\"use\":\"sig\""))),
                Named.of(
                        "Keycloak",
                        of(
                                encryption,
                                with(
                                        Tokens.RSA,
                                        "\"kid\":\"one\",\"alg\":\"RS256\",\"use\":\"sig\"," + chain
                                                + ",\"x5t#S256\":\"AAAA\""))),
                Named.of(
                        "Entra",
                        of(with(
                                Tokens.RSA,
                                "\"use\":\"sig\",\"kid\":\"one\"," + chain
                                        + ",\"issuer\":\"https://login.example.com/tenant/v2.0\""))),
                Named.of(
                        "Cognito",
                        of(
                                with(Tokens.OTHER_RSA, "\"alg\":\"RS256\",\"kid\":\"two\",\"use\":\"sig\""),
                                with(Tokens.RSA, "\"alg\":\"RS256\",\"kid\":\"one\",\"use\":\"sig\""))));
    }
}
