package dev.yatagarasu.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.endpoints.S3EndpointParams;
import software.amazon.awssdk.services.s3.endpoints.S3EndpointProvider;

/** Where requests to AWS go: where its own SDK would send them. */
class AwsEndpointTest {
    private static final S3EndpointProvider SDK = S3EndpointProvider.defaultProvider();

    static Stream<String> regions() {
        Stream<String> known = Region.regions().stream()
                .filter(region -> !region.isGlobalRegion())
                .map(Region::id);
        return Stream.concat(
                known,
                Stream.of("eusc-de-east-1", "us-iso-east-1", "us-isob-west-7", "eu-isoe-west-1", "us-isof-south-1"));
    }

    @ParameterizedTest
    @MethodSource("regions")
    void location_everyRegion_isWhereTheSdkAsks(String region) {
        for (boolean fips : fips(region)) {
            for (boolean dualStack : new boolean[] {false, true}) {
                S3Config config = S3Config.builder("files", region)
                        .fips(fips)
                        .dualStack(dualStack)
                        .credentials(new S3Credentials.Anonymous())
                        .build();
                assertThat("files." + config.location().getHost()).isEqualTo(sdk(region, fips, dualStack));
            }
        }
    }

    private static List<Boolean> fips(String region) {
        return region.startsWith("cn-") ? List.of(false) : List.of(false, true);
    }

    private static String sdk(String region, boolean fips, boolean dualStack) {
        return SDK.resolveEndpoint(S3EndpointParams.builder()
                        .bucket("files")
                        .region(Region.of(region))
                        .useFips(fips)
                        .useDualStack(dualStack)
                        .build())
                .join()
                .endpointUrl()
                .host();
    }

    @ParameterizedTest
    @MethodSource("regions")
    void parse_everyRegion_isTaken(String region) {
        assertThat(Yaml.minimal().set("buckets.0.s3.region", region).problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "minio", "default", "aws-global", "eu-central", "EU-CENTRAL-1", "fsn1"})
    void parse_regionOfNobodyAtAws_wantsAnEndpoint(String region) {
        Yaml yaml = Yaml.minimal().set("buckets.0.s3.region", region);
        assertThat(yaml.problems())
                .singleElement()
                .asString()
                .startsWith("buckets[0].s3.region: is no region of AWS")
                .contains("set endpoint");
        assertThat(yaml.set("buckets.0.s3.endpoint", "http://h").problems()).isEmpty();
    }

    @Test
    void parse_directoryBucket_isRefusedAtAwsOnly() {
        Yaml yaml = Yaml.minimal().set("buckets.0.s3.bucket", "files--use1-az4--x-s3");
        String problem = "buckets[0].s3.bucket: is a directory bucket";
        assertThat(yaml.problems()).singleElement().asString().startsWith(problem);
        yaml.set("buckets.0.s3.endpoint", "https://s3express-use1-az4.us-east-1.amazonaws.com");
        assertThat(yaml.problems()).singleElement().asString().startsWith(problem);
        assertThat(yaml.set("buckets.0.s3.endpoint", "http://minio.example").problems())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"fips, cn-north-1, must be false", "fips, '', chooses among", "dual_stack, '', chooses among"})
    void parse_variantThatIsNotThere_isRefused(String key, String region, String problem) {
        Yaml yaml = Yaml.minimal().set("buckets.0.s3." + key, "true");
        if (region.isEmpty()) {
            yaml.set("buckets.0.s3.endpoint", "http://h");
        } else {
            yaml.set("buckets.0.s3.region", region);
        }
        assertThat(yaml.problems()).singleElement().asString().startsWith("buckets[0].s3." + key + ": " + problem);
    }
}
