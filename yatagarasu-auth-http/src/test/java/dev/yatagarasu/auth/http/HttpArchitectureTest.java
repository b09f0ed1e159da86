package dev.yatagarasu.auth.http;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.yatagarasu.testkit.PluginRules;
import org.junit.jupiter.api.Test;

class HttpArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.yatagarasu.auth.http");

    @Test
    void module_dependencies_areTheApiHttpAndJsonAndNoLogger() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.yatagarasu.auth.http",
                        "dev.yatagarasu.api..",
                        "java..",
                        "javax.net..",
                        "org.jspecify..",
                        "org.apache.hc.core5..",
                        "com.fasterxml.jackson.core..",
                        "com.fasterxml.jackson.databind..")
                .check(CLASSES);
    }

    @Test
    void module_publicTypes_areThoseThatPluginsUse() {
        classes()
                .that()
                .arePublic()
                .should()
                .haveNameMatching(".*\\.(Deadline|JsonEndpoint|JsonRequest|JsonAnswer|EndpointConfig|EndpointReader)")
                .check(CLASSES);
    }

    @Test
    void nobody_readsAClockThatIsNotInjected() {
        PluginRules.readsNoClockOfItsOwn().check(CLASSES);
    }

    @Test
    void nobody_butDeadlinesMeasuresDurations() {
        noClasses()
                .that()
                .areNotAssignableTo(Deadline.class)
                .should()
                .callMethod(System.class, "nanoTime")
                .check(CLASSES);
    }

    @Test
    void nobody_sleepsOrStartsThreads() {
        PluginRules.startsNoThreads().check(CLASSES);
    }
}
