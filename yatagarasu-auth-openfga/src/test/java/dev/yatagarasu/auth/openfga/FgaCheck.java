package dev.yatagarasu.auth.openfga;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Works out one check as OpenFGA does: from the tuples, by the model, following folders and teams so many steps at most. */
final class FgaCheck {
    /** The server's own limit, if nobody has changed it. */
    private static final int MOST_STEPS = 25;

    /** It is too far to the answer. */
    static final class TooComplex extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final FgaModel model;
    private final Collection<TupleKey> tuples;
    private final String user;
    private final Set<String> seen = new HashSet<>();

    FgaCheck(FgaModel model, Collection<TupleKey> tuples, String user) {
        this.model = model;
        this.tuples = tuples;
        this.user = user;
    }

    boolean has(String relation, String object) {
        return has(relation, object, 0);
    }

    private boolean has(String relation, String object, int steps) {
        if (steps >= MOST_STEPS) {
            throw new TooComplex();
        }
        return seen.add(relation + "@" + object) && holds(model.rewrite(object, relation), relation, object, steps);
    }

    private boolean holds(JsonNode rewrite, String relation, String object, int steps) {
        if (rewrite.has("union")) {
            for (JsonNode child : rewrite.path("union").path("child")) {
                if (holds(child, relation, object, steps)) {
                    return true;
                }
            }
            return false;
        }
        if (rewrite.has("computedUserset")) {
            return has(rewrite.path("computedUserset").path("relation").asText(), object, steps);
        }
        return rewrite.has("this")
                ? directly(relation, object, steps)
                : through(rewrite.path("tupleToUserset"), object, steps);
    }

    private boolean directly(String relation, String object, int steps) {
        for (TupleKey tuple : tuples) {
            if (tuple.object().equals(object) && tuple.relation().equals(relation) && includes(tuple.user(), steps)) {
                return true;
            }
        }
        return false;
    }

    private boolean includes(String named, int steps) {
        if (named.endsWith(":*")) {
            return FgaModel.type(named).equals(FgaModel.type(user));
        }
        String[] parts = named.split("#", -1);
        return parts.length == 2 ? has(parts[1], parts[0], steps + 1) : named.equals(user);
    }

    private boolean through(JsonNode rewrite, String object, int steps) {
        String link = rewrite.path("tupleset").path("relation").asText();
        String relation = rewrite.path("computedUserset").path("relation").asText();
        for (TupleKey tuple : tuples) {
            if (tuple.object().equals(object)
                    && tuple.relation().equals(link)
                    && !model.rewrite(tuple.user(), relation).isMissingNode()
                    && has(relation, tuple.user(), steps + 1)) {
                return true;
            }
        }
        return false;
    }
}
