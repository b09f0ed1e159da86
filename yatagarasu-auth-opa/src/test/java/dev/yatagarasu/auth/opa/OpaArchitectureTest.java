package dev.yatagarasu.auth.opa;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.yatagarasu.testkit.PluginRules;
import org.junit.jupiter.api.Test;

class OpaArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.yatagarasu.auth.opa");

    @Test
    void module_dependencies_areTheApiThePolicyHttpAndJson() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.yatagarasu.auth.opa",
                        "dev.yatagarasu.auth.http",
                        "dev.yatagarasu.api..",
                        "java..",
                        "org.jspecify..",
                        "com.fasterxml.jackson.databind..")
                .check(CLASSES);
    }

    @Test
    void module_publicTypes_areTheFactoryAndItsConfiguration() {
        classes()
                .that()
                .arePublic()
                .should()
                .haveNameMatching(".*\\.(OpaAuthorizerFactory|OpaConfig)")
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
