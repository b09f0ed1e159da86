package dev.yatagarasu.auth.opa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.policy.AuthorizerFactory;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class ServicesTest {
    @Test
    void authorizerFactory_registration_isFound() {
        assertThat(ServiceLoader.load(AuthorizerFactory.class))
                .filteredOn(factory -> factory.type().equals("opa"))
                .singleElement()
                .isInstanceOf(OpaAuthorizerFactory.class);
    }
}
