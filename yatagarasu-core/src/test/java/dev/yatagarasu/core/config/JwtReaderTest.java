package dev.yatagarasu.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yatagarasu.api.Secret;
import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.api.config.ConfigurationException;
import dev.yatagarasu.api.config.Problem;
import dev.yatagarasu.api.config.Problems;
import dev.yatagarasu.core.config.ClaimRule.Operator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A section {@code jwt}: what it may say, and that everything else is refused where it stands. */
class JwtReaderTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final String HS256 = "algorithm: HS256\nsecret: " + SECRET + "\n";

    @TempDir
    private Path directory;

    private static ConfigNode tree(String yaml) {
        return YamlTree.parse(yaml, new Problems(), new Environment(name -> Optional.of(PemSamples.RSA_2048)));
    }

    private static JwtConfig read(String yaml) {
        ConfigNode section = tree(yaml);
        Optional<JwtConfig> config = JwtReader.read(section);
        section.reportUnknownKeys();
        assertThat(section.problems().list()).isEmpty();
        return config.orElseThrow();
    }

    private static List<String> problems(String yaml) {
        ConfigNode section = tree(yaml);
        Optional<JwtConfig> config = JwtReader.read(section);
        section.reportUnknownKeys();
        assertThat(config.isPresent() && !section.problems().isEmpty())
                .as("only unknown keys may be found later")
                .isEqualTo(config.isPresent());
        return section.problems().list().stream()
                .map(problem -> new Problem(problem.path(), 0, problem.message()).toString())
                .toList();
    }

    @Test
    void read_leastThatIsNeeded_hasTheDefaults() {
        assertThat(read(HS256))
                .isEqualTo(new JwtConfig(
                        List.of(JwtAlgorithm.HS256),
                        List.of(JwtKey.secret(SECRET)),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        "sub",
                        Duration.ofSeconds(60),
                        true,
                        List.of(new TokenSource.Bearer()),
                        List.of()))
                .isEqualTo(JwtConfig.builder(JwtAlgorithm.HS256)
                        .key(JwtKey.secret(SECRET))
                        .build());
    }

    @Test
    void read_everyKey_isWhatTheBuilderSays() {
        JwtConfig built = JwtConfig.builder(JwtAlgorithm.HS256, JwtAlgorithm.RS256, JwtAlgorithm.PS256)
                .key(JwtKey.secret(SECRET).withId("a").withAlgorithm(JwtAlgorithm.HS256))
                .key(JwtKey.publicKey(PemSamples.RSA_2048).withId("b"))
                .issuer("https://login.example.com/")
                .audience("files", "more")
                .principalClaim("act.name")
                .clockSkew(Duration.ofSeconds(5))
                .requireExp(false)
                .tokenSource(new TokenSource.Header("X-Access", "Token"))
                .tokenSource(new TokenSource.Query("token"))
                .tokenSource(new TokenSource.Cookie("session"))
                .tokenSource(new TokenSource.Bearer())
                .claim(ClaimRule.of("realm.roles", Operator.CONTAINS, "reader"))
                .claim(ClaimRule.of("role", Operator.IN, "a", "b"))
                .claim(ClaimRule.of("level", Operator.GTE, "5"))
                .claim(ClaimRule.of("email", Operator.EXISTS, "true"))
                .claim(ClaimRule.of("banned", Operator.EXISTS, "false"))
                .build();
        assertThat(read("""
                        algorithms: [HS256, RS256, PS256]
                        keys:
                          - { id: a, algorithm: HS256, secret: %s }
                          - { id: b, public_key: "${KEY}" }
                        issuer: https://login.example.com/
                        audience: [files, more]
                        principal_claim: act.name
                        clock_skew: 5s
                        require_exp: false
                        token_sources:
                          - { type: header, name: X-Access, prefix: Token }
                          - { type: query, name: token }
                          - { type: cookie, name: session }
                          - { type: bearer }
                        claims:
                          - { claim: realm.roles, operator: contains, value: reader }
                          - { claim: role, operator: in, value: [a, b] }
                          - { claim: level, operator: gte, value: 5 }
                          - { claim: email, operator: exists }
                          - { claim: banned, operator: exists, value: false }
                        """.formatted(SECRET))).isEqualTo(built);
        assertThat(built.algorithmsOf(built.keys().getFirst())).containsExactly(JwtAlgorithm.HS256);
        assertThat(built.algorithmsOf(built.keys().getLast())).containsExactly(JwtAlgorithm.RS256, JwtAlgorithm.PS256);
    }

    @Test
    void read_keySet_isWhatTheBuilderSays() {
        String url = "https://login.example.com/jwks.json";
        assertThat(read("algorithm: RS256\njwks_url: " + url + "\njwks_refresh: 5m\naudience: files"))
                .isEqualTo(JwtConfig.builder(JwtAlgorithm.RS256)
                        .jwks(JwksConfig.of(url).withRefresh(Duration.ofMinutes(5)))
                        .audience("files")
                        .build());
        assertThat(read("algorithm: RS256\njwks_url: " + url).jwks()).contains(JwksConfig.of(url));
        String authority = "src/test/resources/authority.pem";
        assertThat(read("algorithm: RS256\njwks_url: " + url + "\njwks_tls: { ca_certificate: " + authority + " }")
                        .jwks())
                .contains(JwksConfig.of(url).withCaCertificate(Path.of(authority)));
    }

    @Test
    void read_keyFromAFile_isItsContent() throws IOException {
        Path file = directory.resolve("public.pem");
        Files.writeString(file, PemSamples.RSA_2048 + "\n");
        String yaml = "algorithm: RS256\npublic_key: file:" + file;
        JwtConfig before = read(yaml);
        assertThat(before).isEqualTo(read(yaml)).isEqualTo(read("algorithm: RS256\npublic_key: \"${KEY}\""));
        Files.writeString(file, PemSamples.RSA_3072);
        assertThat(read(yaml)).as("the same file with another key").isNotEqualTo(before);
    }

    @Test
    void read_keyWithEscapedLineBreaks_isTaken() {
        assertThat(read("algorithm: RS256\npublic_key: '"
                                + PemSamples.RSA_2048.strip().replace("\n", "\\n") + "'")
                        .keys())
                .hasSize(1);
    }

    @Test
    void read_algorithmPerKey_needsNoList() {
        assertThat(read("keys: [ { algorithm: ES256, public_key: '%s' } ]".formatted(oneLine(PemSamples.named("P256"))))
                        .algorithms())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "RS256, RSA_2048",
        "RS512, RSA_3072",
        "PS384, RSA_2048",
        "ES256, P256",
        "ES384, P384",
        "ES512, P521",
        "EdDSA, ED25519",
        "EdDSA, ED448"
    })
    void read_publicKey_isTaken(String algorithm, String key) {
        JwtConfig config = read(publicKey(algorithm, key));
        assertThat(config.algorithmsOf(config.keys().getFirst()))
                .containsExactly(JwtAlgorithm.named(algorithm).orElseThrow());
    }

    private static String publicKey(String algorithm, String key) {
        return "algorithm: " + algorithm + "\npublic_key: '" + oneLine(PemSamples.named(key)) + "'\n";
    }

    private static String oneLine(String pem) {
        return pem.replace("\n", "\\n");
    }

    /** Algorithm, key, and words of the only problem. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            RS256 | ROCA           | is an RSA key that anybody can break, made by a faulty library (ROCA,
            RS256 | RSA_1024       | is an RSA key of 1024 bits: make a new one of 2048 to 8192
            RS256 | P256           | does not go with RS256: RS256 needs an RSA public key
            ES256 | P384           | does not go with ES256: ES256 needs a public key on the curve P-256
            ES384 | P256           | does not go with ES384: ES384 needs a public key on the curve P-384
            EdDSA | P256           | does not go with EdDSA: EdDSA needs an Ed25519 or Ed448 public key
            ES256 | RSA_2048       | does not go with ES256
            HS256 | RSA_2048       | does not go with HS256: HS256 needs a secret of 32 bytes (256 bits) or more
            EdDSA | X25519         | is no public key that can be read
            ES256 | SECP256K1      | lies on a curve that no algorithm here uses: P-256, P-384 or P-521
            RS256 | PRIVATE        | holds a private key, which checks no tokens and should not be on this machine
            RS256 | ENCRYPTED      | holds an encrypted private key, which checks no tokens
            RS256 | PRIVATE_RSA    | holds a private key, which
            ES256 | PRIVATE_EC     | holds a private key, which
            RS256 | CERTIFICATE    | holds a certificate: take the public key out of it with
            RS256 | PKCS1          | in the older form PKCS#1: convert it with
            RS256 | OTHER          | holds something else than a public key
            RS256 | TWO            | holds more than one PEM block
            RS256 | BROKEN         | is no public key that can be read
            RS256 | CUT            | is no public key that can be read
            RS256 | TEXT           | must be a public key in PEM, which begins with -----BEGIN PUBLIC KEY-----
            """)
    void read_publicKeyOfAnotherKind_isOneProblem(String algorithm, String key, String expected) {
        assertThat(problems(publicKey(algorithm, key)))
                .singleElement()
                .asString()
                .startsWith("public_key: ")
                .contains(expected)
                .doesNotContain("MII");
    }

    /** What is added to the configuration of HS256 and its secret, and the only problem. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            issuer: ""                                          | issuer: is empty
            audience: []                                        | audience: must name at least one
            audience: [a, ""]                                   | audience: is empty
            principal_claim: ""                                 | principal_claim: must be a claim such as role
            principal_claim: a..b                               | principal_claim: must be a claim such as role
            principal_claim: [sub, email]                       | principal_claim: must be
            clock_skew: 2h                                      | clock_skew: must be a time span from 0 to 1h
            clock_skew: -1s                                     | clock_skew: must be a time span
            require_exp: never                                  | require_exp: must be true or false
            isuer: me                                           | isuer: is not known here; did you mean "issuer"?
            token_sources: []                                   | token_sources: must hold at least one
            token_sources: bearer                               | token_sources: must be a list
            token_sources: [ bearer ]                           | token_sources[0]: must hold keys and values
            token_sources: [ { name: a } ]                      | token_sources[0].type: is missing
            token_sources: [ { type: body } ]                   | token_sources[0].type: must be one of bearer, header
            token_sources: [ { type: bearer, name: a } ]        | token_sources[0].name: is not known here
            token_sources: [ { type: query } ]                  | token_sources[0].name: is missing
            token_sources: [ { type: header, name: a b } ]      | token_sources[0].name: must be a name such as
            token_sources: [ { type: header, name: a, prefix: "é" } ] | token_sources[0].prefix: must be what stands
            token_sources: [ { type: cookie, name: a;b } ]      | token_sources[0].name: must be a name such as
            token_sources: [ { type: query, name: "a\\nb" } ]   | token_sources[0].name: must be the name of a query
            token_sources: [ { type: bearer }, { type: bearer } ] | token_sources[1]: is named twice
            claims: []                                          | claims: must hold at least one rule
            claims: [ { operator: exists } ]                    | claims[0].claim: is missing
            claims: [ { claim: a..b, operator: exists } ]       | claims[0].claim: must be a claim such as
            claims: [ { claim: a } ]                            | claims[0].operator: is missing
            claims: [ { claim: a, operator: eq, value: b } ]    | claims[0].operator: must be one of equals, not_equals
            claims: [ { claim: a, operator: equals } ]          | claims[0].value: is missing
            claims: [ { claim: a, operator: equals, value: [b] } ] | claims[0].value: must be a text
            claims: [ { claim: a, operator: in, value: b } ]    | claims[0].value: must be a list
            claims: [ { claim: a, operator: in, value: [] } ]   | claims[0].value: must name at least one value
            claims: [ { claim: a, operator: gt, value: many } ] | claims[0].value: must be a number such as
            claims: [ { claim: a, operator: exists, value: 1 } ]| claims[0].value: must be true or false
            claims: [ { claim: a, operator: matches, value: "(" } ] | claims[0].value: must be a regular expression
            claims: [ { claim: a, operator: matches, value: "" } ]  | claims[0].value: must be a regular expression
            jwks_refresh: 5m                                    | jwks_refresh: is of no use without jwks_url
            jwks_url: https://a/keys                            | jwks_url: stands beside keys
            public_key: x                                       | public_key: stands beside secret
            keys: [ { id: a, secret: 0123456789abcdef0123456789abcdef } ] | keys: stands beside a single key
            algorithms: [HS256]                                 | algorithms: stands beside algorithm
            """)
    void read_badSetting_isAProblemAtItsPlace(String setting, String expected) {
        assertThat(problems(HS256 + setting)).singleElement().asString().startsWith(expected);
    }

    /** A configuration without anything else, and the only problem. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            { algorithm: HS256 }                                  | algorithm: has no key to go with
            { algorithm: hs256, secret: S }                       | algorithm: must be one of HS256, HS384
            { algorithm: none, secret: S }                        | algorithm: must be one of HS256, HS384
            { algorithm: RS265, jwks_url: "https://a/b" }         | algorithm: must be one of HS256, HS384
            { algorithms: [], secret: S }                         | algorithms: must name at least one
            { algorithms: [HS256, HS256], secret: S }             | algorithms: names HS256 twice
            { algorithms: [HS256, none], secret: S }              | algorithms[1]: must be one of HS256
            { algorithms: [HS256, RS256], secret: S }             | algorithms: names RS256, which no key is for: it needs an RSA
            { algorithms: [HS256, HS512], secret: S }             | algorithms: names HS512, which no key is for: it needs a secret of 64 bytes
            { algorithm: HS384, secret: S }                       | secret: does not go with HS384: HS384 needs a secret of 48 bytes
            { algorithm: RS256, secret: S }                       | secret: does not go with RS256: RS256 needs an RSA public key
            { algorithm: HS256, secret: short }                   | secret: must be of 32 bytes (256 bits) or more, is of 5
            { algorithm: HS256, secret: "" }                      | secret: is empty
            { algorithm: HS256, secret: "-----BEGIN PUBLIC KEY-----" } | secret: holds a key in PEM
            { algorithm: HS256, secret: "file:/no/such/file" }    | secret: the file "/no/such/file" cannot be read
            { secret: S }                                         | algorithm: is missing: say how
            { jwks_url: "https://a/b" }                           | algorithm: is missing: say how
            { algorithm: HS256, jwks_url: "https://a/b" }         | jwks_url: cannot go with HS256
            { algorithm: RS256, jwks_url: "ftp://a/b" }           | jwks_url: must be a URL such as
            { algorithm: RS256, jwks_url: "https://a b" }         | jwks_url: is no URL
            { algorithm: RS256, jwks_url: "https://u:p@a/b" }     | jwks_url: must not hold a user
            { algorithm: RS256, jwks_url: "https:///b" }          | jwks_url: must be a URL such as
            { algorithm: RS256, jwks_url: "https://a/b", jwks_refresh: 1s } | jwks_refresh: must be a time span from 30s to 1d
            { algorithm: HS256, keys: [] }                        | keys: must hold at least one key
            { algorithm: HS256, keys: [ a ] }                     | keys[0]: must hold keys and values
            { algorithm: HS256, keys: [ { id: a } ] }             | keys[0]: has no key: add secret or public_key
            { algorithm: HS256, keys: [ { id: "", secret: S } ] } | keys[0].id: must be the kid
            { algorithm: HS256, keys: [ { id: a, secret: S }, { id: a, secret: S } ] } | keys[1].id: is also that of keys[0]
            { algorithm: HS256, keys: [ { id: a, secret: S, public_key: k } ] } | keys[0].public_key: stands beside secret
            { algorithm: HS256, keys: [ { id: a, algorithm: x, secret: S } ] } | keys[0].algorithm: must be one of
            { algorithm: HS256, keys: [ { id: a, algorithm: RS256, secret: S } ] } | keys[0].algorithm: is RS256, but the list
            { keys: [ { algorithm: RS256, secret: S } ] }         | keys[0].secret: does not go with RS256
            { keys: [ { secret: S } ] }                           | algorithm: is missing: say how
            { algorithm: HS256, keys: [ { secret: S }, { secret: S }, { secret: S }, { secret: S }, { secret: S } ] } | keys[4].id: is missing: of more than 4
            """)
    void read_badKeys_areAProblemAtTheirPlace(String yaml, String expected) {
        assertThat(problems(yaml.replace("secret: S", "secret: " + SECRET)))
                .singleElement()
                .asString()
                .startsWith(expected);
    }

    @Test
    void read_nothing_saysThatThereIsNoKey() {
        assertThat(problems("{}"))
                .containsExactly("algorithm: has no key to go with: add secret, public_key, keys or jwks_url");
    }

    @Test
    void read_severalProblems_areAllFound() {
        assertThat(problems("""
                        algorithm: RS256
                        keys: [ { id: a, secret: short }, { id: b, public_key: x, algorithm: y } ]
                        clock_skew: 2h
                        token_sources: [ { type: query } ]
                        claims: [ { claim: a, operator: gt, value: b } ]
                        """)).hasSize(6);
    }

    @Test
    void build_badSettings_areRefusedAllAtOnce() {
        assertThatThrownBy(() -> JwtConfig.builder(JwtAlgorithm.RS256, JwtAlgorithm.RS256)
                        .key(JwtKey.secret(SECRET))
                        .issuer(" ")
                        .audience("")
                        .clockSkew(Duration.ofDays(1))
                        .build())
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.problems())
                                .extracting(Problem::path)
                                .containsExactly("algorithms", "keys[0].secret", "issuer", "audience", "clock_skew"));
        assertThatThrownBy(() -> JwtConfig.builder(JwtAlgorithm.RS256).build())
                .isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> JwtKey.secret("short")).hasMessageContaining("must be of 32 bytes");
        assertThatThrownBy(() -> JwtKey.publicKey("x")).hasMessageContaining("must be a public key in PEM");
        assertThatThrownBy(() -> JwksConfig.of("ftp://a")).hasMessageContaining("must be a URL");
        assertThatThrownBy(() -> new TokenSource.Header("a b", "")).hasMessageContaining("must be a name");
        assertThatThrownBy(() -> ClaimRule.of("a", Operator.GT, "b")).hasMessageContaining("must be a number");
    }

    @Test
    void toString_ofAConfiguration_holdsNoSecret() {
        assertThat(read(HS256).toString()).doesNotContain(SECRET).contains("***");
        assertThat(new JwtKey.SharedSecret(Secret.of(SECRET)).toString()).doesNotContain(SECRET);
        assertThat(ConfigNode.of(Map.of("secret", SECRET)).toString()).doesNotContain(SECRET);
    }
}
