package dev.yatagarasu.examples.quickstart;

import dev.yatagarasu.api.policy.AccessRequest;
import dev.yatagarasu.api.policy.Authorizer;
import dev.yatagarasu.api.policy.Decision;

/** A policy in a few lines: everybody may read the folder that is called like them. */
final class OwnFolder implements Authorizer {
    @Override
    public Decision authorize(AccessRequest request) {
        int slash = request.key().indexOf('/');
        String folder = slash < 0 ? "" : request.key().substring(0, slash);
        boolean own =
                request.principal().filter(reader -> reader.id().equals(folder)).isPresent();
        return own ? new Decision.Allow() : new Decision.Deny("not their own folder");
    }

    @Override
    public void close() {}
}
