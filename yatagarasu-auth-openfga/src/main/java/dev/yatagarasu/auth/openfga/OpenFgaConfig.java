package dev.yatagarasu.auth.openfga;

import dev.yatagarasu.api.Secret;
import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.auth.http.EndpointConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The settings of OpenFGA: the section {@code openfga}. {@code toString} shows no secret.
 *
 * @param endpoint the URL of OpenFGA; its timeout is for one whole check, with all attempts and pauses
 * @param store the store and the model
 * @param login the credentials, if any
 * @param users how users are named
 * @param objects how objects are named
 * @param relations the relation that each method requires
 * @param parents what each check tells OpenFGA about folders
 * @param consistency whether OpenFGA may answer from its own caches
 * @param retry the retries if OpenFGA is overloaded or fails
 */
public record OpenFgaConfig(
        EndpointConfig endpoint,
        Store store,
        Optional<Login> login,
        Users users,
        Objects objects,
        Relations relations,
        Parents parents,
        Consistency consistency,
        Retry retry) {

    /**
     * Where the tuples are.
     *
     * @param id the store's ULID
     * @param modelId the ULID of the model; without one, the server uses the latest model of the store
     */
    public record Store(String id, Optional<String> modelId) {
        private static final Pattern ULID = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");

        public Store {
            if (!isUlid(id) || !modelId.map(Store::isUlid).orElse(true)) {
                throw new IllegalArgumentException(
                        "ids of stores and models are ULIDs, found " + id + " and " + modelId);
            }
        }

        static boolean isUlid(String text) {
            return ULID.matcher(text).matches();
        }
    }

    /** The credentials for OpenFGA. */
    public sealed interface Login {}

    /** A fixed token. */
    public record ApiToken(Secret token) implements Login {}

    /**
     * Credentials with which tokens are fetched from an identity provider (RFC 6749 section 4.4).
     *
     * @param endpoint the provider's token endpoint
     * @param clientId the client id
     * @param clientSecret the client secret
     * @param audience the audience of the tokens, if the provider needs it
     * @param scopes the scopes of the tokens; may be empty
     */
    public record ClientCredentials(
            EndpointConfig endpoint,
            String clientId,
            Secret clientSecret,
            Optional<String> audience,
            List<String> scopes)
            implements Login {
        public ClientCredentials {
            scopes = List.copyOf(scopes);
        }
    }

    /**
     * How users are named: {@code TYPE:VALUE}.
     *
     * @param claim the claim with the value, {@code sub} by default; a dotted path leads into nested claims
     * @param type the user's type in the model
     */
    public record Users(String claim, String type) {}

    /**
     * How objects are named: templates of the form {@code TYPE:ID}, where the id may hold {@code {bucket}} and, for files,
     * {@code {key}}, for folders, {@code {path}}.
     */
    public record Objects(String file, String folder, String bucket) {}

    /** The relation that each method requires; {@code viewer} by default. */
    public record Relations(String get, String head) {}

    /**
     * What each check tells OpenFGA about folders.
     *
     * @param contextual whether it tells which folder is in which; otherwise the store must contain such tuples
     * @param relation the relation between a folder and its contents; {@code parent} by default
     * @param maxDepth how many folders deep an object may be, 1 to 99, 20 by default; deeper objects are denied
     */
    public record Parents(boolean contextual, String relation, int maxDepth) {}

    /** Whether OpenFGA may answer from its own caches. */
    public enum Consistency {
        /** It may. */
        MINIMIZE_LATENCY,
        /** It may not: it asks its database every time. */
        HIGHER_CONSISTENCY
    }

    /**
     * The retries if OpenFGA is overloaded (429) or fails (500 to 599). Each pause is chosen at random between half and
     * all of the pause given here.
     *
     * @param maxAttempts the maximum number of attempts including the first one, 1 to 10; 3 by default
     * @param initialBackoff the first pause, 50 ms by default; every later one is twice as long
     * @param maxBackoff the longest pause, 500 ms by default, unless the server asks for a longer one
     */
    public record Retry(int maxAttempts, Duration initialBackoff, Duration maxBackoff) {}

    /** One store at this endpoint, with the defaults of the configuration for everything else. */
    public static OpenFgaConfig of(EndpointConfig endpoint, Store store, Optional<Login> login) {
        return new OpenFgaConfig(
                endpoint,
                store,
                login,
                OpenFgaConfigReader.USERS,
                OpenFgaConfigReader.OBJECTS,
                OpenFgaConfigReader.RELATIONS,
                OpenFgaConfigReader.PARENTS,
                Consistency.MINIMIZE_LATENCY,
                OpenFgaConfigReader.RETRY);
    }

    /** Reads the section; empty if it has problems, which are added to the tree. */
    public static Optional<OpenFgaConfig> read(ConfigNode section) {
        return OpenFgaConfigReader.read(section);
    }
}
