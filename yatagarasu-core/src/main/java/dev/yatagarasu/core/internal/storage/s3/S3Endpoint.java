package dev.yatagarasu.core.internal.storage.s3;

import dev.yatagarasu.api.config.ConfigurationException;
import dev.yatagarasu.core.config.S3Config;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
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
    private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,254}");
    private static final Pattern REGION = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(?::([0-9]{1,5})?)?");
    private static final Pattern ADDRESS = Pattern.compile("\\[.*]|[0-9.]+");

    /** The endpoint of that bucket; throws {@link ConfigurationException} when there can be none. */
    static S3Endpoint of(S3Config config) {
        check(BUCKET, config.bucket(), "bucket", "letters, digits, dots, dashes and underscores");
        check(REGION, config.region(), "region", "a name such as eu-central-1");
        URI uri = config.location();
        Matcher authority = AUTHORITY.matcher(authority(uri));
        if (!authority.matches()) {
            throw invalid(uri, "its host is none; write http://host:port or https://host:port");
        }
        String scheme = scheme(uri);
        int standardPort = scheme.equals("https") ? 443 : 80;
        int port = authority.group(2) == null ? standardPort : port(uri, authority.group(2));
        String host = host(config, uri, authority.group(1).toLowerCase(Locale.ROOT));
        String base = config.pathStyle() ? basePath(uri) + config.bucket() + "/" : basePath(uri);
        return new S3Endpoint(
                new HttpHost(scheme, host.replaceAll("[\\[\\]]", ""), port),
                port == standardPort ? host : host + ":" + port,
                base);
    }

    /** The path that goes out, and that is signed, for an encoded key. */
    String path(String encodedKey) {
        return pathPrefix + encodedKey;
    }

    private static void check(Pattern pattern, String value, String path, String accepted) {
        if (!pattern.matcher(value).matches()) {
            throw new ConfigurationException(path, "found '" + value + "'; accepted is " + accepted);
        }
    }

    private static String scheme(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw invalid(uri, "it must begin with http:// or https://");
        }
        return scheme;
    }

    private static String authority(URI uri) {
        scheme(uri);
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw invalid(uri, "it must not have a query or a fragment");
        }
        String authority = uri.getRawAuthority();
        if (authority == null) {
            throw invalid(uri, "it has no host; write http://host:port or https://host:port");
        }
        if (authority.indexOf('@') >= 0) {
            throw new ConfigurationException(
                    "endpoint", "it must not hold a user name or password; write access_key and secret_key instead");
        }
        return authority;
    }

    private static int port(URI uri, String digits) {
        int port = Integer.parseInt(digits);
        if (port < 1 || port > 65_535) {
            throw invalid(uri, "its port must be 1 to 65535");
        }
        return port;
    }

    private static String host(S3Config config, URI uri, String host) {
        if (config.pathStyle()) {
            return host;
        }
        if (ADDRESS.matcher(host).matches()) {
            throw invalid(uri, "an address cannot carry the bucket's name; set path_style: true");
        }
        if (scheme(uri).equals("https") && config.bucket().indexOf('.') >= 0) {
            throw new ConfigurationException(
                    "path_style",
                    "the bucket '" + config.bucket()
                            + "' has a dot, which no wildcard certificate covers; set it to true");
        }
        return config.bucket().toLowerCase(Locale.ROOT) + "." + host;
    }

    private static String basePath(URI uri) {
        String path = uri.getPath() == null ? "" : uri.getPath().replaceAll("/+$", "");
        return S3Key.encode(path).orElse("") + "/";
    }

    private static ConfigurationException invalid(URI uri, String what) {
        return new ConfigurationException("endpoint", "found '" + uri + "': " + what);
    }
}
