package dev.yatagarasu.server.jetty.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.yatagarasu.api.config.ConfigurationException;
import dev.yatagarasu.core.Yatagarasu;
import dev.yatagarasu.core.config.ConfigDraft;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Any two faults in one file are said as each of them alone is: none hides another, and none makes a further one appear. Each is
 * a line of a good file, and what may stand in its place.
 */
class FaultPairsTest {
    private static final String GOOD = """
            server:
              address: 127.0.0.1:8080
              trusted_proxies: [ 10.0.0.0/8 ]
              idle_timeout: 30s
            admin:
              address: 127.0.0.1:9090
              jwt:
                algorithm: HS256
                secret: "a secret of 32 bytes or more, for tokens"
                claims: [ { claim: role, operator: equals, value: admin } ]
            jwt:
              algorithm: HS256
              secret: "another secret of 32 bytes or more, for tokens"
              clock_skew: 10s
              issuer: "https://login.example.com"
            buckets:
              - name: one
                path_prefix: /one
                s3:
                  bucket: one
                  region: eu-central-1
                  credentials: anonymous
                  timeout: 5s
                  max_connections: 10
                auth:
                  enabled: true
                  provider: opa
                  opa:
                    url: "http://127.0.0.1:8181"
                    policy_path: authz/allow
                    timeout: 1s
                ip_filter: { allow: [ 10.0.0.0/8 ] }
                rate_limit: { requests_per_second: 10 }
              - name: two
                path_prefix: /two
                storage:
                  type: filesystem
                  root: "DIRECTORY"
                auth:
                  enabled: true
                  provider: openfga
                  openfga:
                    endpoint: "http://127.0.0.1:8080"
                    store_id: 01ARZ3NDEKTSV4RRFFQ69G5FAV
                    api_token: token
                  jwt:
                    algorithms: [ HS256, HS512 ]
                    keys:
                      - { id: a, secret: "a third secret of 32 bytes or more, for tokens and 64 bytes long, even" }
                      - { id: b, algorithm: HS256, secret: "a fourth secret of 32 bytes or more, for tokens" }
                    require_exp: true
                cors: { allow_origins: [ "https://app.example.com" ], max_age: 1h }
              - name: three
                path_prefix: /three
                s3:
                  bucket: three
                  endpoint: "http://127.0.0.1:9000"
                  access_key: key
                  secret_key: secret
                  path_style: true
                auth: { enabled: false }
                cache: { ttl: 1h }
              - name: four
                path_prefix: /four
                s3:
                  bucket: four
                  endpoint: "http://127.0.0.1:9000"
                  credentials: anonymous
                auth:
                  enabled: true
                  jwt:
                    algorithm: RS256
                    jwks_url: "https://login.example.com/keys"
                    jwks_refresh: 5m
            cache:
              layers: [ memory, disk, redis ]
              memory:
                max_size: 64MB
              disk:
                directory: "DIRECTORY/cache"
                max_size: 1GB
              redis:
                url: "redis://127.0.0.1:6379"
                ttl: 1h
            logging: { level: info }
            """;

    /**
     * Something wrong.
     *
     * @param old what stands in the good file
     * @param changed what stands there instead
     * @param hides what cannot be judged any more: the path of a section, or of a setting that depends on this one
     */
    private record Fault(String old, String changed, String hides) {
        static Fault of(String old, String changed) {
            return new Fault(old, changed, "nothing");
        }

        Fault hiding(String path) {
            return new Fault(old, changed, path);
        }

        int start() {
            return GOOD.indexOf(old);
        }

        int end() {
            return start() + old.length();
        }

        /** Whether both are in one place, or one makes it impossible to judge the other: which layer a section is of. */
        boolean touches(Fault other) {
            boolean sameSection = !hides.isEmpty() && !other.hides.isEmpty() && other.hides.startsWith(hides);
            return sameSection || (start() < other.end() && other.start() < end());
        }
    }

    private static final List<Fault> FAULTS = List.of(
            Fault.of("address: 127.0.0.1:8080", "adress: 127.0.0.1:8081"),
            Fault.of("address: 127.0.0.1:8080", "address: 127.0.0.1:9090"),
            Fault.of("[ 10.0.0.0/8 ]\n", "[ 10.0.0.0/33 ]\n"),
            Fault.of("idle_timeout: 30s", "idle_timeout: soon"),
            Fault.of("address: 127.0.0.1:9090", "address: 0.0.0.0:99999").hiding("admin.address"),
            Fault.of("    algorithm: HS256\n", "    algoritm: HS256\n"),
            Fault.of("claims: [", "claim: [").hiding("admin.jwt.claims"),
            Fault.of("operator: equals", "operater: equals"),
            Fault.of("secret: \"a secret", "secrte: \"a secret"),
            Fault.of("jwt:\n  algorithm: HS256", "jwt:\n  algorithm: HS265"),
            Fault.of("secret: \"another secret of 32 bytes or more, for tokens\"", "secret: short"),
            Fault.of("secret: \"another", "public_key: \"another"),
            Fault.of("clock_skew: 10s", "clock_skew: 10d"),
            Fault.of("issuer: \"", "isuer: \""),
            Fault.of("\njwt:", "\njwtt:").hiding("jwt."),
            Fault.of("name: one", "nmae: one"),
            Fault.of("name: one", "name: two"),
            Fault.of("path_prefix: /one", "path_prefix: one"),
            Fault.of("s3:\n      bucket: one", "s4:\n      bucket: one").hiding("buckets[0].s3."),
            Fault.of("bucket: one", "bukket: one"),
            Fault.of("bucket: one", "bucket: one--x-s3"),
            Fault.of("bucket: one", "bucket: _one_"),
            Fault.of("region: eu-central-1", "regoin: eu-central-1"),
            Fault.of("region: eu-central-1", "region: frankfurt"),
            Fault.of("credentials: anonymous", "credentials: environment"),
            Fault.of("credentials: anonymous", "credentails: anonymous"),
            Fault.of("timeout: 5s", "timeout: never"),
            Fault.of("max_connections: 10\n", "max_connections: 10\n      fips: maybe\n"),
            Fault.of("enabled: true", "enabeld: true"),
            Fault.of("enabled: true", "enabled: yess"),
            Fault.of("provider: opa", "provider: opaa").hiding("buckets[0].auth.opa."),
            Fault.of("    opa:\n", "    oppa:\n").hiding("buckets[0].auth.opa."),
            Fault.of("url: \"http://127.0.0.1:8181\"", "url: \"ftp://127.0.0.1:8181\""),
            Fault.of("url: \"http://127.0.0.1:8181\"", "urll: \"http://127.0.0.1:8181\"")
                    .hiding("buckets[0].auth.opa.ca_certificate: is of no use"),
            Fault.of("policy_path: authz/allow", "policy_path: /authz/"),
            Fault.of("timeout: 1s", "timeout: 1s\n        ca_certificate: /none"),
            Fault.of("allow: [ 10.0.0.0/8 ]", "allow: [ 10.0.0 ]"),
            Fault.of("requests_per_second", "request_per_second"),
            Fault.of("type: filesystem", "type: filesistem").hiding("buckets[1].storage.ro"),
            Fault.of("type: filesystem", "tpye: filesystem").hiding("buckets[1].storage.ro"),
            Fault.of("root: \"DIRECTORY\"", "root: \"DIRECTORY/none\""),
            Fault.of("root: \"DIRECTORY\"", "rot: \"DIRECTORY\""),
            Fault.of("provider: openfga", "provider: openfgaa").hiding("buckets[1].auth.openfga."),
            Fault.of("endpoint: \"http://127.0.0.1:8080\"", "endpont: \"http://127.0.0.1:8080\""),
            Fault.of("store_id: 01ARZ3NDEKTSV4RRFFQ69G5FAV", "store_id: 5"),
            Fault.of("api_token: token", "api_token: \"a b\""),
            Fault.of("algorithms: [ HS256, HS512 ]", "algorithms: [ HS256, HS513 ]")
                    .hiding("buckets[1].auth.jwt.keys[1].algorithm"),
            Fault.of("algorithms: [ HS256, HS512 ]", "algoritms: [ HS256, HS512 ]")
                    .hiding("buckets[1].auth.jwt.keys[1].algorithm"),
            Fault.of("id: a,", "id: b,"),
            Fault.of("secret: \"a third secret", "secrett: \"a third secret"),
            Fault.of("secret: \"a fourth secret of 32 bytes or more, for tokens\"", "secret: short"),
            Fault.of("b, algorithm: HS256", "b, algorithm: HS384"),
            Fault.of("require_exp: true", "require_exp: sometimes"),
            Fault.of("allow_origins: [ \"https://app.example.com\" ]", "allow_origins: [ \"app.example.com\" ]"),
            Fault.of("max_age: 1h", "max_age: long"),
            Fault.of(
                            "endpoint: \"http://127.0.0.1:9000\"\n      access",
                            "endpont: \"http://127.0.0.1:9000\"\n      access")
                    .hiding("buckets[2].s3.path_style"),
            Fault.of("access_key: key", "acces_key: key"),
            Fault.of("secret_key: secret", "secret_key: \"s e c\""),
            Fault.of("path_style: true", "path_style: false"),
            Fault.of("path_style: true", "path_stile: true"),
            Fault.of("auth: { enabled: false }", "auht: { enabled: false }"),
            Fault.of("cache: { ttl: 1h }", "cache: { ttl: -1 }"),
            Fault.of(
                    "endpoint: \"http://127.0.0.1:9000\"\n      credentials: anonymous",
                    "endpoint: \"http://127.0.0.1:9000\"\n      fips: true\n      credentials: environment"),
            Fault.of("algorithm: RS256", "algorithm: HS256"),
            Fault.of("jwks_url: \"https", "jwks_ulr: \"https").hiding("buckets[3].auth.jwt.jwks_url"),
            Fault.of("jwks_url: \"https", "jwks_url: \"ftp"),
            Fault.of("jwks_refresh: 5m", "jwks_refresh: 5s"),
            Fault.of("layers: [ memory, disk, redis ]", "layer: [ memory, disk, redis ]")
                    .hiding("cache.redis."),
            Fault.of("layers: [ memory, disk, redis ]", "layers: [ memory, disc, redis ]"),
            Fault.of("layers: [ memory, disk, redis ]", "layers: [ memory, disk, rediss ]")
                    .hiding("cache.redis."),
            Fault.of("max_size: 64MB", "max_size: 64XB"),
            Fault.of("  disk:\n", "  dissk:\n").hiding("cache.disk."),
            Fault.of("directory: \"DIRECTORY/cache\"", "directory: /etc/passwd"),
            Fault.of("directory: \"DIRECTORY/cache\"", "directry: \"DIRECTORY/cache\""),
            Fault.of("max_size: 1GB", "max_size: 1"),
            Fault.of("  redis:\n", "  redsi:\n").hiding("cache.redis."),
            Fault.of("url: \"redis:", "url: \"http:"),
            Fault.of("url: \"redis:", "urll: \"redis:"),
            Fault.of(
                    "redis:\n    url: \"redis://127.0.0.1:6379\"\n    ttl: 1h",
                    "redis:\n    url: \"redis://127.0.0.1:6379\"\n    ttl: -1h"),
            Fault.of("level: info", "level: loud"));

    @TempDir
    Path directory;

    @BeforeEach
    void withoutCredentials() {
        assumeThat(System.getenv("AWS_ACCESS_KEY_ID")).as("the environment").isNull();
    }

    private Set<String> problems(String yaml) {
        ConfigDraft draft = ConfigDraft.parse(yaml.replace("DIRECTORY", directory.toString()));
        try {
            Yatagarasu.builder().config(draft).check().close();
            return Set.of();
        } catch (ConfigurationException e) {
            List<String> found = e.problems().stream()
                    .map(problem -> problem.path() + ": " + problem.message().replaceAll("; .*", ""))
                    .toList();
            assertThat(found).as("what is said of\n%s", yaml).isNotEmpty();
            return Set.copyOf(found);
        }
    }

    private static String with(Fault... faults) {
        StringBuilder text = new StringBuilder(GOOD);
        Stream.of(faults)
                .sorted(Comparator.comparingInt(Fault::start).reversed())
                .forEach(fault -> text.replace(fault.start(), fault.end(), fault.changed));
        return text.toString();
    }

    private static Set<String> without(Set<String> problems, Fault hiding) {
        return problems.stream()
                .filter(problem -> !problem.startsWith(hiding.hides))
                .collect(Collectors.toSet());
    }

    @Test
    void check_fileWithoutFaults_isGood() {
        assertThat(problems(GOOD)).isEmpty();
        assertThat(FAULTS).allMatch(fault -> fault.start() >= 0);
    }

    @Test
    void check_twoFaults_areSaidAsEachOfThemAlone() {
        List<Set<String>> alone =
                FAULTS.stream().map(fault -> problems(with(fault))).toList();
        SoftAssertions all = new SoftAssertions();
        for (int i = 0; i < FAULTS.size(); i++) {
            for (int j = i + 1; j < FAULTS.size(); j++) {
                Fault one = FAULTS.get(i);
                Fault other = FAULTS.get(j);
                if (!one.touches(other)) {
                    Set<String> expected = new TreeSet<>(without(alone.get(i), other));
                    expected.addAll(without(alone.get(j), one));
                    all.assertThat(problems(with(one, other)))
                            .as("%s and %s", one.changed, other.changed)
                            .isEqualTo(expected);
                }
            }
        }
        all.assertAll();
    }
}
