package dev.yatagarasu.auth.opa;

import dev.yatagarasu.api.Secret;
import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.auth.http.EndpointConfig;
import dev.yatagarasu.auth.http.EndpointReader;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads the section {@code auth.opa}. */
final class OpaConfigReader {
    private static final Pattern FIELD_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Set<String> CREDENTIALS = Set.of("authorization", "cookie", "proxy-authorization");

    private OpaConfigReader() {}

    static Optional<OpaConfig> read(ConfigNode section) {
        String policyPath = policyPath(section);
        Optional<Secret> token = EndpointReader.token(section, "token");
        Set<String> headers = headers(section);
        Set<String> query = query(section);
        Optional<EndpointConfig> endpoint = EndpointReader.read(section, "url");
        return endpoint.map(it -> new OpaConfig(it, policyPath, token, headers, query));
    }

    private static String policyPath(ConfigNode section) {
        String path = section.requiredString("policy_path");
        if (!path.isBlank()) {
            PolicyPath.check(path)
                    .ifPresent(problem -> section.problem(
                            "policy_path",
                            problem + ", such as authz/allow, found " + section.describe("policy_path")));
        }
        return path;
    }

    private static Set<String> headers(ConfigNode section) {
        Set<String> names = new TreeSet<>();
        for (ConfigNode item : section.items("headers")) {
            item.text().map(name -> name.toLowerCase(Locale.ROOT)).ifPresent(name -> {
                if (!FIELD_NAME.matcher(name).matches()) {
                    item.problem("must be the name of a header field");
                } else if (CREDENTIALS.contains(name)) {
                    item.problem(
                            "must not be " + name + ": credentials stay here, the policy sees the verified claims");
                } else if (!names.add(name)) {
                    item.problem("is there twice");
                }
            });
        }
        return names;
    }

    private static Set<String> query(ConfigNode section) {
        Set<String> names = new TreeSet<>();
        for (ConfigNode item : section.items("query")) {
            item.text().ifPresent(name -> {
                if (name.isEmpty()) {
                    item.problem("must be the name of a query parameter");
                } else if (!names.add(name)) {
                    item.problem("is there twice");
                }
            });
        }
        return names;
    }
}
