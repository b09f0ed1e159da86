package dev.yatagarasu.core;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasModifiers.Predicates.modifier;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.members;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.yatagarasu.core.internal.engine.TimeSource;
import dev.yatagarasu.testkit.PluginRules;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CoreArchitectureTest {
    private static final String CORE = "dev.yatagarasu.core";
    private static final String INTERNAL = CORE + ".internal";
    private static final String[] API = {
        CORE, CORE + ".config", CORE + ".http", CORE + ".warmup", CORE + ".event", CORE + ".report"
    };
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(CORE);

    @Test
    void core_ownDependencies_areTheApiAndItself() {
        noClasses()
                .that()
                .resideInAPackage(CORE + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.yatagarasu.cache..",
                        "dev.yatagarasu.auth..",
                        "dev.yatagarasu.server..",
                        "dev.yatagarasu.servlet..",
                        "dev.yatagarasu.testkit..")
                .check(CLASSES);
    }

    @Test
    void core_libraries_areThoseItMayKnow() {
        classes()
                .that()
                .resideInAPackage(CORE + "..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        CORE + "..",
                        "dev.yatagarasu.api..",
                        "java..",
                        "javax.crypto..",
                        "javax.net..",
                        "javax.xml.stream..",
                        "org.slf4j..",
                        "org.jspecify..",
                        "com.codahale.metrics..",
                        "com.github.benmanes.caffeine..",
                        "com.fasterxml.jackson..",
                        "org.yaml.snakeyaml..",
                        "org.jose4j..",
                        "org.apache.hc..")
                .check(CLASSES);
    }

    @Test
    void core_packages_haveNoCycles() {
        slices().matching(CORE + ".(*)..").should().beFreeOfCycles().check(CLASSES);
        slices().matching(INTERNAL + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    /** The builder and what it builds know each other, and are the only ones that do. */
    @Test
    void classes_ofTheRootTheEngineAndTheCache_haveNoCycles() {
        slices().assignedFrom(classesOf(CORE, INTERNAL + ".engine", INTERNAL + ".cache"))
                .should()
                .beFreeOfCycles()
                .ignoreDependency(Yatagarasu.class, YatagarasuBuilder.class)
                .check(CLASSES);
    }

    private static SliceAssignment classesOf(String... packages) {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return List.of(packages).contains(type.getPackageName())
                        ? SliceIdentifier.of(outermost(type).getName())
                        : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "classes of " + String.join(", ", packages);
            }
        };
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(CoreArchitectureTest::outermost).orElse(type);
    }

    @Test
    void core_packages_areApiOrInternal() {
        classes()
                .should()
                .resideInAnyPackage(Stream.concat(Stream.of(API), Stream.of(INTERNAL + ".."))
                        .toArray(String[]::new))
                .check(CLASSES);
    }

    @Test
    void apiPackages_butTheRoot_knowNothingInternal() {
        noClasses()
                .that()
                .resideInAnyPackage(API)
                .and()
                .resideOutsideOfPackage(CORE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(CORE, INTERNAL + "..")
                .check(CLASSES);
    }

    @Test
    void internal_doesNotKnowTheRoot() {
        noClasses()
                .that()
                .resideInAPackage(INTERNAL + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(CORE)
                .check(CLASSES);
    }

    @Test
    void apiSignatures_showNothingInternal() {
        members()
                .that()
                .areDeclaredInClassesThat(resideInAnyPackage(API).and(modifier(JavaModifier.PUBLIC)))
                .and(modifier(JavaModifier.PUBLIC).or(modifier(JavaModifier.PROTECTED)))
                .should(showNothingInternal())
                .check(CLASSES);
    }

    private static ArchCondition<JavaMember> showNothingInternal() {
        return new ArchCondition<>("show nothing internal") {
            @Override
            public void check(JavaMember member, ConditionEvents events) {
                member.getAllInvolvedRawTypes().stream()
                        .filter(type -> type.getPackageName().startsWith(INTERNAL))
                        .forEach(type -> events.add(SimpleConditionEvent.violated(
                                member, member.getDescription() + " shows " + type.getName())));
            }
        };
    }

    @Test
    void engine_isUsedOnlyByTheRootAndTheAssembly() {
        classes()
                .that()
                .resideInAPackage(INTERNAL + ".engine..")
                .should()
                .onlyBeAccessed()
                .byAnyPackage(CORE, INTERNAL + ".assembly", INTERNAL + ".engine..")
                .check(CLASSES);
    }

    @Test
    void http_usesNoOtherPackageOfCore() {
        classes()
                .that()
                .resideInAPackage(CORE + ".http..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(CORE + ".http..", "dev.yatagarasu.api..", "java..", "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void caffeine_isKnownOnlyToThoseWhoRemember() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        INTERNAL + ".cache..", INTERNAL + ".guard..", INTERNAL + ".identity..", INTERNAL + ".policy..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.github.benmanes..")
                .check(CLASSES);
    }

    @Test
    void jose4jAndJackson_areKnownOnlyToIdentity() {
        noClasses()
                .that()
                .resideOutsideOfPackage(INTERNAL + ".identity..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.jose4j..", "com.fasterxml.jackson..")
                .check(CLASSES);
    }

    @Test
    void httpClient_isKnownOnlyToS3AndIdentity() {
        noClasses()
                .that()
                .resideOutsideOfPackages(INTERNAL + ".storage.s3..", INTERNAL + ".identity..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.hc..")
                .check(CLASSES);
    }

    @Test
    void xml_isKnownOnlyToS3() {
        noClasses()
                .that()
                .resideOutsideOfPackage(INTERNAL + ".storage.s3..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("javax.xml..")
                .check(CLASSES);
    }

    @Test
    void nobody_readsTheWallClock() {
        noClasses()
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .check(CLASSES);
    }

    @Test
    void nobody_butTheBuilderNamesTheSystemClock() {
        noClasses()
                .that()
                .areNotAssignableTo(YatagarasuBuilder.class)
                .should()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .check(CLASSES);
    }

    @Test
    void nobody_butTheTimeSourceAndReadDeadlinesMeasuresDurations() {
        noClasses()
                .that()
                .areNotAssignableTo(TimeSource.class)
                .and()
                .haveNameNotMatching(".*\\.storage\\.s3\\.ReadDeadlines?")
                .should()
                .callMethod(System.class, "nanoTime")
                .check(CLASSES);
    }

    @Test
    void nobody_sleeps() {
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", Duration.class)
                .check(CLASSES);
    }

    @Test
    void nobody_butTheBuilderMakesThreads() {
        PluginRules.startsNoThreads().check(CLASSES.that(are(not(assignableTo(YatagarasuBuilder.class)))));
    }

    @Test
    void nobody_endsTheProcess() {
        noClasses()
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .check(CLASSES);
    }

    @Test
    void nobody_printsToTheConsole() {
        noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CLASSES);
    }
}
