package dev.yatagarasu.auth.openfga;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.yatagarasu.testkit.PluginRules;
import org.junit.jupiter.api.Test;

class OpenFgaArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.yatagarasu.auth.openfga");

    @Test
    void module_dependencies_areTheApiThePolicyClientAndJackson() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.yatagarasu.auth.openfga",
                        "dev.yatagarasu.api..",
                        "dev.yatagarasu.auth.http",
                        "java..",
                        "org.jspecify..",
                        "com.fasterxml.jackson.databind..")
                .check(CLASSES);
    }

    @Test
    void module_publicTypes_areFactoriesAndConfiguration() {
        classes()
                .that()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .should()
                .haveSimpleNameEndingWith("Factory")
                .orShould()
                .haveSimpleName("OpenFgaConfig")
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
