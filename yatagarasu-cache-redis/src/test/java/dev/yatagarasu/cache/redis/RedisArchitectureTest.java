package dev.yatagarasu.cache.redis;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.yatagarasu.testkit.PluginRules;
import org.junit.jupiter.api.Test;

class RedisArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.yatagarasu.cache.redis");

    @Test
    void module_dependencies_areTheApiAndJedis() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.yatagarasu.cache.redis",
                        "dev.yatagarasu.api..",
                        "java..",
                        "org.slf4j..",
                        "org.jspecify..",
                        "redis.clients.jedis..",
                        "org.apache.commons.pool2..")
                .check(CLASSES);
    }

    @Test
    void module_publicTypes_areFactoriesAndConfiguration() {
        classes()
                .that()
                .arePublic()
                .should()
                .haveSimpleNameEndingWith("Factory")
                .orShould()
                .haveNameMatching(".*\\.RedisConfig(\\$.*)?")
                .check(CLASSES);
    }

    @Test
    void nobody_readsAClockThatIsNotInjected() {
        PluginRules.readsNoClockOfItsOwn().check(CLASSES);
        PluginRules.measuresNoDurations().check(CLASSES);
    }

    @Test
    void nobody_sleepsOrStartsThreads() {
        PluginRules.startsNoThreads().check(CLASSES);
    }
}
