package dev.yatagarasu.auth.openfga;

import dev.yatagarasu.api.policy.AccessRequest;
import dev.yatagarasu.auth.openfga.OpenFgaConfig.Parents;
import dev.yatagarasu.auth.openfga.OpenFgaConfig.Relations;
import java.util.ArrayList;
import java.util.List;

/** Makes of a request what to ask OpenFGA. */
final class OpenFgaChecks {
    private final UserNames users;
    private final ObjectNames objects;
    private final Relations relations;
    private final Parents parents;

    OpenFgaChecks(OpenFgaConfig config) {
        this.users = new UserNames(config.users());
        this.objects = new ObjectNames(config.objects());
        this.relations = config.relations();
        this.parents = config.parents();
    }

    OpenFgaCheck of(AccessRequest request) {
        if (request.principal().isEmpty()) {
            return new OpenFgaCheck.Refused("nobody is identified");
        }
        if (!ObjectId.isText(request.key())) {
            return new OpenFgaCheck.Refused("the key is not well-formed text");
        }
        if (parents.contextual() && ObjectNames.depth(request.key()) > parents.maxDepth()) {
            return new OpenFgaCheck.Refused("the object is in more than " + parents.maxDepth() + " folders");
        }
        return switch (users.name(request.principal().get())) {
            case UserName.Missing missing -> new OpenFgaCheck.Refused(missing.reason());
            case UserName.Named named -> check(named.user(), request);
        };
    }

    private OpenFgaCheck check(String user, AccessRequest request) {
        String object = objects.object(request.bucket(), request.key());
        TupleKey asked = new TupleKey(user, relation(request.method()), object);
        return new OpenFgaCheck.Check(asked, parents.contextual() ? parents(object, request) : List.of());
    }

    /** The engine asks for nothing but reading; what is not HEAD needs what GET needs. */
    private String relation(String method) {
        return method.equals("HEAD") ? relations.head() : relations.get();
    }

    /** Each container is the parent of what is in it. */
    private List<TupleKey> parents(String object, AccessRequest request) {
        List<TupleKey> tuples = new ArrayList<>();
        String inside = object;
        for (String container : objects.containers(request.bucket(), request.key())) {
            tuples.add(new TupleKey(container, parents.relation(), inside));
            inside = container;
        }
        return tuples;
    }
}
