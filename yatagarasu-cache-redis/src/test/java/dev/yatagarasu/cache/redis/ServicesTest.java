package dev.yatagarasu.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.cache.CacheTierFactory;
import dev.yatagarasu.api.cache.InvalidationBusFactory;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class ServicesTest {
    @Test
    void tierFactory_registration_isFound() {
        assertThat(ServiceLoader.load(CacheTierFactory.class))
                .filteredOn(factory -> factory.type().equals("redis"))
                .singleElement()
                .isInstanceOf(RedisTierFactory.class);
    }

    @Test
    void busFactory_registration_isFound() {
        assertThat(ServiceLoader.load(InvalidationBusFactory.class))
                .filteredOn(factory -> factory.type().equals("redis"))
                .singleElement()
                .isInstanceOf(RedisBusFactory.class);
    }
}
