package dev.yatagarasu.core.storage.s3;

import dev.yatagarasu.api.config.ConfigurationException;
import dev.yatagarasu.core.config.S3Config;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.HttpHost;

/**
 * Where a bucket's objects are asked for.
 *
 * @param target scheme, host and port to connect to
 * @param hostHeader the {@code Host} field: with the port where it is not the scheme's own
 * @param pathPrefix the encoded path of the bucket, with a slash at both ends
 */
record S3Endpoint(HttpHost target, String hostHeader, String pathPrefix) {
    private static final Pattern ADDRESS = Pattern.compile("\\[.*]|[0-9.]+");

    /** The endpoint of that bucket; throws {@link ConfigurationException} where a host cannot carry the bucket's name. */
    static S3Endpoint of(S3Config config) {
        URI uri = config.endpoint().orElseGet(() -> aws(config.region()));
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int standardPort = scheme.equals("https") ? 443 : 80;
        int port = uri.getPort() < 0 ? standardPort : uri.getPort();
        String host = host(config, scheme, uri.getHost().toLowerCase(Locale.ROOT));
        String base = S3Key.encode(uri.getPath().replaceAll("/+$", "")).orElse("") + "/";
        return new S3Endpoint(
                new HttpHost(scheme, host.replaceAll("[\\[\\]]", ""), port),
                port == standardPort ? host : host + ":" + port,
                config.pathStyle() ? base + config.bucket() + "/" : base);
    }

    /** The path that goes out, and that is signed, for an encoded key. */
    String path(String encodedKey) {
        return pathPrefix + encodedKey;
    }

    private static URI aws(String region) {
        String suffix = region.startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com";
        return URI.create("https://s3." + region + suffix);
    }

    private static String host(S3Config config, String scheme, String host) {
        if (config.pathStyle()) {
            return host;
        }
        if (ADDRESS.matcher(host).matches()) {
            throw new ConfigurationException(
                    "s3.path_style", "the address " + host + " cannot carry the bucket's name; set it to true");
        }
        if (scheme.equals("https") && config.bucket().indexOf('.') >= 0) {
            throw new ConfigurationException(
                    "s3.path_style",
                    "the bucket '" + config.bucket()
                            + "' has a dot, which no wildcard certificate covers; set it to true");
        }
        return config.bucket() + "." + host;
    }
}
