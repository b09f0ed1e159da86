package dev.yatagarasu.core.internal.engine;

import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.core.config.IdentityConfig;
import dev.yatagarasu.core.config.TokenSource;
import dev.yatagarasu.core.http.QueryParameters;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What the parameters of a query mean in one bucket. To S3 some of them ask for something else than the object: who got the
 * object for that would take it for what it is not. All others mean nothing here, nor do the names under which the bucket's
 * tokens come.
 */
final class QueryRules {
    static final String VERSION = "versionId";

    /** Amazon S3 API Reference, all operations that read, and those that S3's clients send with GET or HEAD by mistake. */
    private static final Set<String> OF_S3 = Set.of(
            "abac",
            "accelerate",
            "acl",
            "analytics",
            "attributes",
            "cors",
            "delete",
            "encryption",
            "intelligent-tiering",
            "inventory",
            "legal-hold",
            "lifecycle",
            "list-type",
            "location",
            "logging",
            "metadataConfiguration",
            "metadataInventoryTable",
            "metadataJournalTable",
            "metadataTable",
            "metrics",
            "notification",
            "object-lock",
            "ownershipControls",
            "partNumber",
            "policy",
            "policyStatus",
            "publicAccessBlock",
            "renameObject",
            "replication",
            "requestPayment",
            "response-cache-control",
            "response-content-disposition",
            "response-content-encoding",
            "response-content-language",
            "response-content-type",
            "response-expires",
            "restore",
            "retention",
            "select",
            "select-type",
            "session",
            "tagging",
            "torrent",
            "uploadId",
            "uploads",
            "versioning",
            "versions",
            "website");

    private final boolean versions;
    private final Set<String> refused;

    private QueryRules(boolean versions, Set<String> refused) {
        this.versions = versions;
        this.refused = refused;
    }

    static QueryRules of(BucketConfig bucket) {
        Set<String> refused = new HashSet<>(OF_S3);
        refused.add(VERSION);
        bucket.auth().map(auth -> auth.identity()).ifPresent(identity -> {
            if (identity instanceof IdentityConfig.Jwt jwt) {
                jwt.jwt().tokenSources().forEach(source -> removeName(refused, source));
            }
        });
        return new QueryRules(bucket.versions() && refused.contains(VERSION), Set.copyOf(refused));
    }

    private static void removeName(Set<String> names, TokenSource source) {
        if (source instanceof TokenSource.Query query) {
            names.remove(query.name());
        }
    }

    /** What a query means. Cheap for the many requests without one. */
    ObjectQuery read(String query) {
        if (query.isEmpty()) {
            return ObjectQuery.NOTHING;
        }
        ObjectQuery meaning = ObjectQuery.NOTHING;
        for (QueryParameters parameters = QueryParameters.ofForm(query); parameters.next(); ) {
            Optional<String> name = parameters.name().filter(refused::contains);
            if (name.isPresent()) {
                meaning = versions && name.get().equals(VERSION)
                        ? meaning.withVersion(parameters.value())
                        : meaning.refused(name.get());
            }
        }
        return meaning;
    }
}
