package dev.yatagarasu.auth.openfga;

import dev.yatagarasu.api.Secret;
import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.auth.http.EndpointConfig;
import dev.yatagarasu.auth.http.EndpointReader;
import dev.yatagarasu.auth.openfga.OpenFgaConfig.ApiToken;
import dev.yatagarasu.auth.openfga.OpenFgaConfig.ClientCredentials;
import dev.yatagarasu.auth.openfga.OpenFgaConfig.Login;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code api_token} or {@code client_credentials}, of which there may be one. */
final class LoginReader {
    /** RFC 6749 section 3.3. */
    private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]+");

    private LoginReader() {}

    static Optional<Login> read(ConfigNode section) {
        Optional<Login> token = EndpointReader.token(section, "api_token").map(ApiToken::new);
        Optional<Login> credentials = section.child("client_credentials").flatMap(LoginReader::credentials);
        if (section.has("api_token") && section.has("client_credentials")) {
            section.problem("api_token", "is there beside client_credentials: remove one of them");
        }
        return token.or(() -> credentials);
    }

    private static Optional<Login> credentials(ConfigNode node) {
        Optional<EndpointConfig> endpoint = EndpointReader.read(node, "token_url");
        node.refuse("max_connections", "has no use here: tokens are fetched one at a time");
        String clientId = node.requiredString("client_id");
        Optional<Secret> clientSecret = node.secret("client_secret");
        if (!node.has("client_secret")) {
            node.problem("client_secret", "is missing");
        }
        Optional<String> audience = node.string("audience");
        if (audience.isPresent() && audience.get().isBlank()) {
            node.problem("audience", "is empty");
        }
        List<String> scopes = scopes(node);
        return endpoint.flatMap(
                at -> clientSecret.map(secret -> new ClientCredentials(at, clientId, secret, audience, scopes)));
    }

    private static List<String> scopes(ConfigNode node) {
        List<String> scopes = node.strings("scopes");
        if (!scopes.stream().allMatch(scope -> SCOPE.matcher(scope).matches())) {
            node.problem("scopes", "must be a list of scopes: printable ASCII characters without spaces, \" and \\");
        }
        return scopes;
    }
}
