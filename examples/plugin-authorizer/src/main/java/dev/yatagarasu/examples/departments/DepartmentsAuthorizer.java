package dev.yatagarasu.examples.departments;

import dev.yatagarasu.api.Principal;
import dev.yatagarasu.api.policy.AccessRequest;
import dev.yatagarasu.api.policy.Authorizer;
import dev.yatagarasu.api.policy.Decision;
import java.util.Optional;

/**
 * Lets everybody read what is in the folder of their department: the claim {@code department} must be the first segment of
 * the key, letter by letter. Called by many threads at once, so it holds nothing that changes. An authorizer that asks a
 * service throws a {@link dev.yatagarasu.api.YatagarasuException} when it gets no answer: never {@code Allow} in doubt.
 */
final class DepartmentsAuthorizer implements Authorizer {
    private static final Decision ALLOW = new Decision.Allow();
    private static final Decision NO_DEPARTMENT = new Decision.Deny("has no department");
    private static final Decision OTHER_DEPARTMENT = new Decision.Deny("is in another department");

    private final DepartmentsConfig config;

    DepartmentsAuthorizer(DepartmentsConfig config) {
        this.config = config;
    }

    @Override
    public Decision authorize(AccessRequest request) {
        Optional<String> department = request.principal().flatMap(DepartmentsAuthorizer::departmentOf);
        if (department.isEmpty()) {
            return NO_DEPARTMENT;
        }
        boolean mayRead =
                config.readEverything().contains(department.get()) || department.equals(folderOf(request.key()));
        return mayRead ? ALLOW : OTHER_DEPARTMENT;
    }

    /** Claims are verified, but may be of any type: what is not as expected is no permission. */
    private static Optional<String> departmentOf(Principal principal) {
        return principal.claims().get("department") instanceof String department && !department.isBlank()
                ? Optional.of(department)
                : Optional.empty();
    }

    /** The key's first segment; empty for objects that are in no folder. */
    private static Optional<String> folderOf(String key) {
        int slash = key.indexOf('/');
        return slash < 0 ? Optional.empty() : Optional.of(key.substring(0, slash));
    }

    /** There is nothing to give back. */
    @Override
    public void close() {}
}
