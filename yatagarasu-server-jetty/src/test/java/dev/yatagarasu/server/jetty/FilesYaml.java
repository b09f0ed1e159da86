package dev.yatagarasu.server.jetty;

import dev.yatagarasu.testkit.S3TestServer;
import dev.yatagarasu.testkit.VerifyingOrigin;
import java.net.URI;

/**
 * Configurations of a server on free ports with a public bucket {@code files} before the bucket {@code data} of S3. The
 * bucket comes last, so that more of it, or other sections, can follow.
 */
public final class FilesYaml {
    private FilesYaml() {}

    /** Before an origin that verifies signatures. */
    public static String before(VerifyingOrigin origin) {
        return before(origin.endpoint(), VerifyingOrigin.ACCESS_KEY, VerifyingOrigin.SECRET_KEY);
    }

    /** Before a real S3 server. */
    public static String before(S3TestServer s3) {
        return before(s3.endpoint(), s3.accessKey(), s3.secretKey());
    }

    private static String before(URI endpoint, String accessKey, String secretKey) {
        return """
                server: { address: "127.0.0.1:0" }
                admin: { address: "127.0.0.1:0" }
                buckets:
                  - name: files
                    path_prefix: /files
                    s3:
                      bucket: data
                      endpoint: %s
                      access_key: %s
                      secret_key: %s
                    auth: { enabled: false }
                """.formatted(endpoint, accessKey, secretKey);
    }
}
