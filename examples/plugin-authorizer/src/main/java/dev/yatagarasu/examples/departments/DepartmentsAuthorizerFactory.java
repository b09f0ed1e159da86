package dev.yatagarasu.examples.departments;

import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.api.plugin.ComponentContext;
import dev.yatagarasu.api.policy.Authorizer;
import dev.yatagarasu.api.policy.AuthorizerFactory;

/**
 * What the server finds in the jar: {@code META-INF/services} names this class. It is public and has a constructor without
 * parameters; everything else may stay inside the package.
 */
public final class DepartmentsAuthorizerFactory implements AuthorizerFactory {

    /** What {@code auth.provider} says, and what the settings beside it are called. */
    @Override
    public String type() {
        return "departments";
    }

    /** Called once for each bucket that names the type, at the start and at each reload. */
    @Override
    public Authorizer create(ConfigNode settings, ComponentContext context) {
        return new DepartmentsAuthorizer(DepartmentsConfig.read(settings));
    }
}
