package dev.yatagarasu.core.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The separate clouds that AWS runs, with their regions and the domain that their hosts are in.
 *
 * <p>Source: AWS's own {@code partitions.json}, as its SDKs carry it.
 */
enum AwsPartition {
    CHINA("cn-\\w+-\\d+", "amazonaws.com.cn"),
    US_GOV("us-gov-\\w+-\\d+", "amazonaws.com"),
    ISO("us-iso-\\w+-\\d+", "c2s.ic.gov"),
    ISO_B("us-isob-\\w+-\\d+", "sc2s.sgov.gov"),
    ISO_E("eu-isoe-\\w+-\\d+", "cloud.adc-e.uk"),
    ISO_F("us-isof-\\w+-\\d+", "csp.hci.ic.gov"),
    EUROPEAN_SOVEREIGN("eusc-de-\\w+-\\d+", "amazonaws.eu"),
    /** The public one. Its regions are not listed, so that one that AWS opens tomorrow works. */
    PUBLIC("[a-z]{2,5}(-[a-z]+)+-\\d+", "amazonaws.com");

    private final Pattern regions;
    private final String domain;

    AwsPartition(String regions, String domain) {
        this.regions = Pattern.compile(regions);
        this.domain = domain;
    }

    /** The partition of that region; empty where AWS can have no region of that name. */
    static Optional<AwsPartition> of(String region) {
        return Arrays.stream(values())
                .filter(partition -> partition.regions.matcher(region).matches())
                .findFirst();
    }

    /** Whether that is a host of AWS, in any partition. */
    static boolean isHost(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).anyMatch(partition -> lower.endsWith("." + partition.domain));
    }

    /** The host of S3 in that region. */
    static String host(String region, boolean fips, boolean dualStack) {
        return (fips ? "s3-fips." : "s3.")
                + (dualStack ? "dualstack." : "")
                + region + "." + of(region).orElse(PUBLIC).domain;
    }
}
