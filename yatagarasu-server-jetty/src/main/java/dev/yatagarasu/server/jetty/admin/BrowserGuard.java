package dev.yatagarasu.server.jetty.admin;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Keeps web pages from using an operator's browser to reach the admin port: requests that another site's page has made, and
 * requests under a name that somebody may have pointed at this address (DNS rebinding). Programs that are no browsers send
 * none of what it looks at but {@code Host}.
 */
final class BrowserGuard {
    private static final Pattern PORT = Pattern.compile(":[0-9]*$");
    private static final Pattern ADDRESS = Pattern.compile("\\[[0-9a-f:.]+]|[0-9]{1,3}(\\.[0-9]{1,3}){3}");

    private final String ownHost;

    /** Takes {@code ownHost} for the port's own name, too, beside addresses and {@code localhost}. */
    BrowserGuard(String ownHost) {
        this.ownHost = ownHost.toLowerCase(Locale.ROOT);
    }

    /** Why a request is refused, if it is. */
    Optional<AdminRefusal> refusal(Request request) {
        HttpFields fields = request.getHeaders();
        String authority = lowerCase(fields.get(HttpHeader.HOST));
        if (!isOwn(PORT.matcher(authority).replaceFirst(""))) {
            return Optional.of(forbidden("The Host must be an address, localhost, or the name in admin.address."));
        }
        String origin = lowerCase(fields.get(HttpHeader.ORIGIN));
        if (!origin.isEmpty() && !origin.equals("http://" + authority) && !origin.equals("https://" + authority)) {
            return Optional.of(forbidden("Pages of other origins may not use the admin port."));
        }
        return switch (lowerCase(fields.get("Sec-Fetch-Site"))) {
            case "", "none", "same-origin" -> Optional.empty();
            default -> Optional.of(forbidden("Pages of other sites may not use the admin port."));
        };
    }

    private boolean isOwn(String host) {
        return host.equals("localhost")
                || host.equals(ownHost)
                || ADDRESS.matcher(host).matches();
    }

    private static String lowerCase(@Nullable String value) {
        return value == null ? "" : value.toLowerCase(Locale.ROOT);
    }

    private static AdminRefusal forbidden(String message) {
        return new AdminRefusal(403, "forbidden", message);
    }
}
