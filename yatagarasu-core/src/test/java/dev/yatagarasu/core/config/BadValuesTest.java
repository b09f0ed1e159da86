package dev.yatagarasu.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One wrong thing gives one problem, at its place, that says what to do. */
class BadValuesTest {

    /** Path, value, and words that the only problem must hold. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        server                         | 8080              | must hold keys and values, found "8080"
        server                         |                   | must hold keys and values, found nothing
        server.port                    | 65536             | must be a whole number from 0 to 65535, found "65536"
        server.port                    | -1                | must be a whole number from 0 to 65535
        server.max_concurrent_requests | 0                 | must be a whole number from 1 to 1000000
        server.max_concurrent_requests | 1e3               | must be a whole number from 1 to 1000000
        server.limits.max_uri_length   | 63                | must be a size from 64B to 1MB
        server.limits.max_uri_length   | 2MB               | must be a size from 64B to 1MB
        server.limits.max_header_size  | 255               | must be a size from 256B to 1MB
        server.limits.max_header_size  | lots              | must be a size from 256B to 1MB
        server.max_connections         | 0                 | must be a whole number from 1 to 1000000
        server.header_timeout          | 0                 | must be a time span above 0
        server.min_rate                | 2GB               | must be a size from 0B to 1GB
        server.idle_timeout            | 0                 | must be a time span above 0
        server.idle_timeout            |                   | found nothing: give it a value or remove the key
        server.shutdown_timeout        | 25h               | 1d at most
        server.shutdown_timeout        | 0                 | must be a time span above 0
        server.shutdown_delay          | 25h               | must be a time span such as 250ms, 30s, 5m, 1h or 7d, 1d at most
        server.shutdown_delay          | -1s               | must be a time span such as
        server.trusted_proxies         | 10.0.0.0/8        | must be a list, found "10.0.0.0/8"
        server.trusted_proxies         | [proxy.example]   | must be an IP address or a range of them, such as
        server.trusted_proxies         | [10.0.0.0/33]     | must have a prefix length from 0 to 32
        server.trusted_proxies         | ["fe80::%eth0/64"] | must be an IP address or a range of them
        server.trusted_proxies         | [10.0.0.0/]       | must be an IP address or a range of them
        server.trusted_proxies         | ["10.0.0.1:80"]   | must be an IP address or a range of them
        server.trusted_proxies         | [010.0.0.0/8]     | must be an IP address or a range of them
        server.trusted_proxies         | [[]]              | must be a text
        server.rate_limit              | 100               | must hold keys and values
        server.rate_limit              | {}                | limits nothing: set global, per_ip or both
        server.rate_limit              | { burst: 5 }      | limits nothing: set global, per_ip or both
        server.rate_limit              | { global: 0 }     | must be a whole number from 1 to 1000000
        server.rate_limit              | { per_ip: 1.5 }   | must be a whole number from 1 to 1000000
        server.rate_limit              | { per_ip: 1, burst: 0 } | must be a whole number from 1 to 1000000
        buckets.0.ip_filter            | []                | must hold keys and values
        buckets.0.ip_filter.allow      | [10.1.2.3/8]      | has bits set behind its prefix
        buckets.0.ip_filter.block      | ["2001:db8::1/32"] | has bits set behind its prefix
        buckets.0.ip_filter.block      | ["2001:db8::/129"] | must have a prefix length from 0 to 128
        buckets.0.ip_filter.block      | ["[::1]"]         | must be an IP address or a range of them
        buckets.0.rate_limit           | { burst: 5 }      | limits nothing: set requests_per_second, per_user or both
        buckets.0.rate_limit           | { requests_per_second: -1 } | must be a whole number from 1 to 1000000
        buckets.0.rate_limit           | { per_user: 2000000 } | must be a whole number from 1 to 1000000
        admin                          | []                | must hold keys and values, found a list
        buckets.0.name                 | ""                | is empty
        buckets.0.name                 | a/b               | must be 1 to 63 letters, digits
        buckets.0.path_prefix          | files             | must start with a slash
        buckets.0.path_prefix          | /files/           | must start with a slash and not end with one
        buckets.0.path_prefix          | /a//b             | must be made of plain segments
        buckets.0.path_prefix          | /a/../b           | must be made of plain segments
        buckets.0.path_prefix          | /a%2Fb            | must be made of plain segments
        buckets.0.path_prefix          | "/a\\tb"          | must be made of plain segments
        buckets.0.path_prefix          | /health           | the server itself answers there
        buckets.0.expose_metadata      | yes               | must be true or false, found "yes"
        buckets.0.auth                 | false             | must hold keys and values
        buckets.0.auth.enabled         | no                | must be true or false, found "no"
        buckets.0.cache.enabled        | 1                 | must be true or false
        buckets.0.cache.ttl            | 5 minutes         | must be a time span such as
        buckets.0.cache.ttl            | -1s               | must be a time span such as
        buckets.0.cache.ttl            |                   | found nothing
        buckets.0.cache.max_object_size| big               | must be a size
        buckets.0.cache.negative_ttl   | soon              | must be a time span such as
        buckets.0.cache.serve_stale    | -1s               | must be a time span such as
        buckets.0.cache.stale_while_revalidate | often    | must be a time span such as
        buckets.0.cors                 | "*"               | must hold keys and values
        buckets.0.s3.bucket            | a/b               | must be a bucket's name
        buckets.0.s3.bucket            | ""                | is empty
        buckets.0.s3.region            | eu/central        | must be a region's name
        buckets.0.s3.region            | ""                | is empty
        buckets.0.s3.endpoint          | localhost:9000    | must start with http:// or https://
        buckets.0.s3.endpoint          | ftp://a           | must start with http:// or https://
        buckets.0.s3.endpoint          | http://           | is no URL
        buckets.0.s3.endpoint          | http://a b        | is no URL
        buckets.0.s3.endpoint          | http:///path      | must name a host, and a port
        buckets.0.s3.endpoint          | http://a$b:9      | must name a host
        buckets.0.s3.endpoint          | http://a:0        | must name a port from 1 to 65535
        buckets.0.s3.endpoint          | http://a:99999    | must name a port from 1 to 65535
        buckets.0.s3.endpoint          | http://a/?x=1     | must not have a query or fragment
        buckets.0.s3.endpoint          | http://a/#x       | must not have a query or fragment
        buckets.0.s3.endpoint          | http://u:p@a/     | must not hold a user or password
        buckets.0.s3.path_style        | maybe             | must be true or false
        buckets.0.s3.credentials       | iam               | must be one of static, environment, anonymous, found "iam"
        buckets.0.s3.timeout           | 0s                | must be a time span above 0
        buckets.0.s3.connect_timeout   | forever           | must be a time span above 0
        buckets.0.s3.idle_timeout      | 2d                | 1d at most
        buckets.0.s3.max_connections   | 0                 | must be a whole number from 1 to 10000
        cache.enabled                  | on                | must be true or false
        cache.layers                   | memory            | must be a list, found "memory"
        cache.layers                   | []                | names no layer: write [memory]
        cache.layers                   | [memory, memory]  | is named twice
        cache.disk                     | { directory: d, max_size: 1GB } | has settings, but is not among the layers
        cache.redis                    | { url: u }        | has settings, but is not among the layers
        cache.another_layer            | { url: u }        | has settings, but is not among the layers
        cache.memmory                  | { max_size: 1GB } | did you mean "memory"?
        cache.enable                   | { max_size: 1GB } | did you mean "enabled"?
        cache.ttl                      | 5m                | is not known here
        cache.memory                   | 1GB               | must hold keys and values
        cache.memory.max_size          | 100KB             | must be a size from 1MB
        cache.memory.max_size          | 1 GB              | must be a size from 1MB
        logging.level                  | verbose           | must be one of trace, debug, info, warn, error
        logging.format                 | JSON              | must be one of json, text, found "JSON"
        """)
    void parse_badValue_isOneProblemAtItsPlace(String path, String value, String expected) {
        Yaml yaml = Yaml.minimal().set(path, value == null ? "" : value);
        assertThat(yaml.problems())
                .singleElement()
                .asString()
                .startsWith(path.replace("buckets.0", "buckets[0]"))
                .contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "buckets.0.name",
                "buckets.0.path_prefix",
                "buckets.0.s3.bucket",
                "buckets.0.s3.region",
                "buckets.0.auth",
                "buckets.0.auth.enabled",
                "buckets"
            })
    void parse_requiredKeyMissing_isOneProblem(String path) {
        Yaml yaml = Yaml.minimal().set("server", "{}").remove(path);
        if (path.endsWith("enabled")) {
            yaml.set("buckets.0.auth", "{}");
        }
        assertThat(yaml.problems())
                .singleElement()
                .asString()
                .startsWith(path.replace("buckets.0", "buckets[0]") + ": is missing");
    }

    @ParameterizedTest
    @CsvSource({"[], must hold at least one bucket", "'', must be a list", "a, must be a list", "{}, must be a list"})
    void parse_noListOfBuckets_isOneProblem(String value, String expected) {
        assertThat(Yaml.empty().set("buckets", value).problems())
                .singleElement()
                .asString()
                .startsWith("buckets: " + expected);
    }

    @Test
    void parse_bucketThatIsNoMapping_isNoted() {
        assertThat(Yaml.problems("buckets: [a]")).containsExactly("buckets[0]: must hold keys and values, found \"a\"");
    }

    @Test
    void parse_noStorageOrTwo_saysSo() {
        assertThat(Yaml.minimal().remove("buckets.0.s3").problems())
                .containsExactly("buckets[0]: says not where its objects are: add s3, or storage with a type");
        assertThat(Yaml.minimal()
                        .set("buckets.0.storage.type", "filesystem")
                        .set("buckets.0.storage.root", "x")
                        .problems())
                .containsExactly("buckets[0].storage: stands beside s3: a bucket has one storage, remove one of them");
    }

    @Test
    void parse_storageWithoutTypeOrRoot_saysSo() {
        Yaml yaml = Yaml.minimal().remove("buckets.0.s3");
        assertThat(yaml.set("buckets.0.storage.root", "x").problems())
                .containsExactly("buckets[0].storage.type: is missing");
        assertThat(Yaml.minimal()
                        .remove("buckets.0.s3")
                        .set("buckets.0.storage.type", "filesystem")
                        .problems())
                .containsExactly("buckets[0].storage.root: is missing");
        assertThat(yaml.set("buckets.0.storage.type", "filesystem")
                        .set("buckets.0.storage.root", "\"a\\0b\"")
                        .problems())
                .singleElement()
                .asString()
                .startsWith("buckets[0].storage.root: is no directory name");
    }

    @Test
    void parse_duplicateNamesAndPrefixes_nameTheOther() {
        assertThat(Yaml.minimal()
                        .bucket(1, "other")
                        .bucket(2, "files")
                        .set("buckets.1.path_prefix", "/files")
                        .problems())
                .containsExactly(
                        "buckets[1].path_prefix: is also that of buckets[0]: it must be a bucket's own",
                        "buckets[2].name: is also that of buckets[0]: it must be a bucket's own",
                        "buckets[2].path_prefix: is also that of buckets[0]: it must be a bucket's own");
    }

    @Test
    void parse_nestedPrefixes_areFine() {
        assertThat(Yaml.minimal()
                        .bucket(1, "other")
                        .set("buckets.1.path_prefix", "/files/more")
                        .parse()
                        .buckets())
                .hasSize(2);
    }

    @Test
    void parse_severalProblems_areAllFoundWithTheirLines() {
        assertThat(Yaml.found("""
                        server:
                          adress: 0.0.0.0:8080   # a typo
                          idle_timeout: soon
                        buckets:
                          - name: a
                            path_prefix: a
                            s3:
                              bucket: b
                              regoin: eu-central-1
                          - path_prefix: /b
                            auth: { enabled: false }
                        cache:
                          enabled: maybe
                        """))
                .extracting(Object::toString)
                .map(problem -> problem.replaceAll("(: [^:;(]*[:;(,]?).*", "$1"))
                .containsExactly(
                        "line 2, server.adress: is not known here;",
                        "line 3, server.idle_timeout: must be a time span above 0 such as 250ms, 30s, 5m or 1h, 1d at most (",
                        "line 5, buckets[0].auth: is missing:",
                        "line 6, buckets[0].path_prefix: must start with a slash and not end with one (",
                        "line 7, buckets[0].s3: names no credentials:",
                        "line 9, buckets[0].s3.regoin: is not known here;",
                        "line 10, buckets[1].name: is missing",
                        "line 10, buckets[1]: says not where its objects are:",
                        "line 13, cache.enabled: must be true or false, found \"maybe\"");
    }

    @ParameterizedTest
    @CsvSource({
        "With_Capital, http://a, the bucket's name cannot be part of a host name",
        "under_score, http://a, the bucket's name cannot be part of a host name",
        "plain, http://127.0.0.1:9000, 'the endpoint is an IP address'",
        "plain, 'https://[::1]', 'the endpoint is an IP address'",
        "with.dot, https://a, the bucket's name has a dot"
    })
    void parse_hostThatCannotCarryTheBucket_wantsPathStyle(String bucket, String endpoint, String reason) {
        Yaml yaml =
                Yaml.minimal().set("buckets.0.s3.bucket", bucket).set("buckets.0.s3.endpoint", "\"" + endpoint + "\"");
        assertThat(yaml.problems()).isEmpty();
        assertThat(yaml.set("buckets.0.s3.path_style", "false").problems())
                .singleElement()
                .asString()
                .startsWith("buckets[0].s3.path_style: must be true: " + reason);
    }

    @Test
    void parse_dotInABucketAtAws_wantsPathStyle() {
        assertThat(Yaml.minimal().set("buckets.0.s3.bucket", "with.dot").problems())
                .hasSize(1);
        assertThat(Yaml.minimal()
                        .set("buckets.0.s3.bucket", "with.dot")
                        .set("buckets.0.s3.path_style", "true")
                        .problems())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://my_minio:9000", "http://h/", "https://h:443/base/", "HTTP://h", "http://h:"})
    void parse_unusualEndpoint_isTaken(String endpoint) {
        assertThat(Yaml.minimal()
                        .set("buckets.0.s3.endpoint", "\"" + endpoint + "\"")
                        .problems())
                .isEmpty();
    }

    @Test
    void parse_typo_namesTheNearestKey() {
        assertThat(Yaml.minimal().set("buckets.0.s3.regoin", "x").problems())
                .singleElement()
                .asString()
                .contains("did you mean \"region\"?");
        assertThat(Yaml.minimal()
                        .remove("buckets.0.s3.region")
                        .set("buckets.0.s3.endpoint", "http://localhost:9000")
                        .set("buckets.0.s3.regoin", "x")
                        .problems())
                .as("a key that may be left out is known all the same")
                .singleElement()
                .asString()
                .contains("did you mean \"region\"?");
        assertThat(Yaml.minimal().set("sever.port", "1").problems())
                .singleElement()
                .asString()
                .contains("did you mean \"server\"?");
    }

    @Test
    void parse_memoryOverThreeQuartersOfTheHeap_saysWhatToDo() {
        String yaml = Yaml.minimal().set("cache.memory.max_size", "769MB").toString();
        ConfigReader reader = new ConfigReader(Environment.ofProcess(), 1L << 30);
        assertThat(reader.draft(yaml.replace("769MB", "768MB")).config().cache().memorySize())
                .isEqualTo(768L << 20);
        assertThat(catchThrowable(() -> reader.draft(yaml).config()))
                .hasMessage("line 13, cache.memory.max_size: is more than three quarters of the heap, which is 1024MB:"
                        + " lower it, or raise the heap with -Xmx (JAVA_OPTS=-Xmx2g for 2 GB)");
        assertThat(reader.draft(yaml + "  enabled: false\n").config().cache().enabled())
                .isFalse();
    }

    @Test
    void parse_adminOnTheServersAddress_isRefused() {
        for (List<String> pair : List.of(
                List.of("127.0.0.1:80", "127.0.0.1:80"),
                List.of("0.0.0.0:80", "127.0.0.1:80"),
                List.of("127.0.0.1:80", "'[::]:80'"),
                List.of("'[::1]:80'", "'[0:0:0:0:0:0:0:1]:80'"),
                List.of("localhost:80", "127.0.0.1:80"),
                List.of("Web.example:80", "web.example:80"))) {
            assertThat(addresses(pair.get(0), pair.get(1)).problems())
                    .as("%s", pair)
                    .containsExactly("admin.address: is the server's own address: the admin port must be another one,"
                            + " such as 127.0.0.1:9090");
        }
    }

    @Test
    void parse_adminElsewhere_isFine() {
        assertThat(addresses("127.0.0.1:80", "127.0.0.1:81").problems()).isEmpty();
        assertThat(addresses("127.0.0.1:80", "127.0.0.2:80").problems()).isEmpty();
        assertThat(addresses("127.0.0.1:0", "127.0.0.1:0").problems()).isEmpty();
    }

    private static Yaml addresses(String server, String admin) {
        return Yaml.minimal()
                .set("server.address", server)
                .set("admin.address", admin)
                .set("admin.jwt.algorithm", "HS256")
                .set("admin.jwt.secret", "a-secret-of-more-than-256-bits-for-tests-only")
                .set("admin.jwt.claims", "[ { claim: role, operator: equals, value: admin } ]");
    }
}
