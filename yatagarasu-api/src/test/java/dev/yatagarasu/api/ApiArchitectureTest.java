package dev.yatagarasu.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ApiArchitectureTest {
    private static final JavaClasses API = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.yatagarasu.api");

    @Test
    void api_dependencies_knowsNobody() {
        classes()
                .that()
                .resideInAPackage("dev.yatagarasu.api..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.yatagarasu.api..", "java..", "javax.net.ssl..", "org.slf4j..", "org.jspecify..")
                .check(API);
    }

    @Test
    void api_packages_haveNoCycles() {
        slices().matching("dev.yatagarasu.api.(*)..").should().beFreeOfCycles().check(API);
    }
}
