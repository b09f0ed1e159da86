package dev.yatagarasu.server.jetty;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** The server and its plug-ins, tests and testkit included, since all of them are on the class path here. */
class ServerArchitectureTest {
    private static final String CORE = "dev.yatagarasu.core..";
    private static final JavaClasses CLASSES = new ClassFileImporter().importPackages("dev.yatagarasu");

    @Test
    void internalsOfCore_areUsedByNobodyElse() {
        noClasses()
                .that()
                .resideOutsideOfPackage(CORE)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.yatagarasu.core.internal..")
                .check(CLASSES);
    }
}
