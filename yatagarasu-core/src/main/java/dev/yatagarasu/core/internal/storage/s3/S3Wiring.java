package dev.yatagarasu.core.internal.storage.s3;

import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * What the storage takes from the process around it; tests put something else in its place.
 *
 * @param environment the environment variables
 * @param dns finds the addresses of hosts
 * @param tls whom to trust; empty for the JDK's default
 * @param checksums whether the sums of whole objects are asked for
 */
record S3Wiring(Map<String, String> environment, DnsResolver dns, Optional<SSLContext> tls, boolean checksums) {
    S3Wiring(Map<String, String> environment, DnsResolver dns, Optional<SSLContext> tls) {
        this(environment, dns, tls, false);
    }

    S3Wiring withChecksums() {
        return new S3Wiring(environment, dns, tls, true);
    }

    static S3Wiring ofProcess() {
        return new S3Wiring(System.getenv(), SystemDefaultDnsResolver.INSTANCE, Optional.empty());
    }
}
