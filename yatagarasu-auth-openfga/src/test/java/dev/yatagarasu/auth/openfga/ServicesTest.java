package dev.yatagarasu.auth.openfga;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.policy.AuthorizerFactory;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class ServicesTest {
    @Test
    void factory_registration_isFound() {
        assertThat(ServiceLoader.load(AuthorizerFactory.class))
                .filteredOn(factory -> factory.type().equals("openfga"))
                .singleElement()
                .isInstanceOf(OpenFgaAuthorizerFactory.class);
    }
}
