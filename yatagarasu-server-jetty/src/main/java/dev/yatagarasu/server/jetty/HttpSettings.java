package dev.yatagarasu.server.jetty;

import dev.yatagarasu.core.config.ServerConfig.Limits;
import java.util.EnumSet;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;

/** How Jetty is to understand HTTP. */
final class HttpSettings {
    private static final int RESPONSE_HEADER_SIZE = 16 * 1024;
    /** What storage may send in fields that describe an object fits, with all that the engine adds. */
    private static final int MAX_RESPONSE_HEADER_SIZE = 64 * 1024;
    /** Looking a field up in it, and putting it there, costs more than reading it; see {@link LongFieldsParser}. */
    private static final int NO_HEADER_CACHE = 0;
    /** Room for request line and line ends beside what the engine itself measures. */
    private static final int REQUEST_LINE_SLACK = 1024;

    private HttpSettings() {}

    static HttpConfiguration of(Limits limits) {
        HttpConfiguration http = new HttpConfiguration();
        http.setHttpCompliance(compliance());
        http.setUriCompliance(uriCompliance());
        http.setSendServerVersion(false);
        http.setSendDateHeader(true);
        http.setRequestHeaderSize(limits.maxUriLength() + limits.maxHeaderSize() + REQUEST_LINE_SLACK);
        http.setResponseHeaderSize(RESPONSE_HEADER_SIZE);
        http.setMaxResponseHeaderSize(MAX_RESPONSE_HEADER_SIZE);
        http.setHeaderCacheSize(NO_HEADER_CACHE);
        http.setUseInputDirectByteBuffers(false);
        return http;
    }

    /** Strict, but whose host an absolute target names does not matter to anybody (RFC 9112 section 3.2.2). */
    private static HttpCompliance compliance() {
        return HttpCompliance.STRICT.with("YATAGARASU", HttpCompliance.Violation.MISMATCHED_AUTHORITY);
    }

    /**
     * Lenient about paths, since the engine judges these itself, and answers in its own words; but no request may hold a
     * fragment, or say in its target who sends it (RFC 9112 section 3.2, RFC 9110 section 4.2.4).
     */
    private static UriCompliance uriCompliance() {
        return UriCompliance.from(
                EnumSet.complementOf(EnumSet.of(UriCompliance.Violation.FRAGMENT, UriCompliance.Violation.USER_INFO)));
    }
}
