package dev.yatagarasu.auth.openfga;

import dev.yatagarasu.api.Secret;
import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.auth.http.EndpointConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which OpenFGA to ask, and in which words: what the section {@code openfga} says. Prints no secret.
 *
 * @param endpoint where it is; its time-out is for a question altogether, with all attempts and pauses
 * @param store which of its stores to ask
 * @param login with what to log in, if with anything
 * @param users how users are named
 * @param objects how objects are named
 * @param relations which relation each method needs
 * @param parents what it is told about folders
 * @param consistency whether it may answer from its own caches
 * @param retry what to do when it is overloaded or fails
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
     * @param modelId the ULID of the model; without one, the server takes the store's latest
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

    /** With what to log in. */
    public sealed interface Login {}

    /** A token that stays the same. */
    public record ApiToken(Secret token) implements Login {}

    /**
     * Tokens that an identity provider gives for these (RFC 6749 section 4.4).
     *
     * @param endpoint where it gives them
     * @param clientId who asks
     * @param clientSecret how the provider knows that it is them
     * @param audience whom the tokens are for, where the provider wants to be told
     * @param scopes what the tokens are for; may be empty
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
     * @param claim the claim that holds the value; a dotted path leads into claims that hold others
     * @param type the user's type in the model
     */
    public record Users(String claim, String type) {}

    /**
     * How objects are named: templates of the form {@code TYPE:ID}, where the id may hold {@code {bucket}} and, for files,
     * {@code {key}}, for folders, {@code {path}}.
     */
    public record Objects(String file, String folder, String bucket) {}

    /** Which relation each method needs. */
    public record Relations(String get, String head) {}

    /**
     * What OpenFGA is told about folders with every question.
     *
     * @param contextual whether it is told which folder is in which; otherwise tuples in the store have to say so
     * @param relation the relation between a folder and what is in it
     * @param maxDepth in how many folders an object may be; deeper ones are denied
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
     * What to do when it is overloaded (429) or fails (500 to 599). Each pause is chosen by chance between half and all of
     * what is said here.
     *
     * @param maxAttempts how often it is asked at most, the first time included
     * @param initialBackoff the first pause; every later one is twice as long
     * @param maxBackoff the longest pause, unless the server asks for a longer one
     */
    public record Retry(int maxAttempts, Duration initialBackoff, Duration maxBackoff) {}

    /** One store of the server there, and everything else as the configuration's defaults have it. */
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

    /** Reads the section; empty if anything in the tree is wrong, which its problems tell. */
    public static Optional<OpenFgaConfig> read(ConfigNode section) {
        return OpenFgaConfigReader.read(section);
    }
}
