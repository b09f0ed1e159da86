package dev.yatagarasu.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * ArchUnit rules for the code of plug-ins, whose {@link dev.yatagarasu.api.plugin.ComponentContext} has a clock and an
 * executor. The module that checks the rules must depend on ArchUnit.
 */
public final class PluginRules {
    private PluginRules() {}

    /** No time of day but that of the clock it was given. */
    public static ArchRule readsNoClockOfItsOwn() {
        return noClasses()
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone");
    }

    /** No durations measured by the machine's own clock. */
    public static ArchRule measuresNoDurations() {
        return noClasses().should().callMethod(System.class, "nanoTime");
    }

    /** No threads but those of the executor it was given, and none that sleeps. */
    public static ArchRule startsNoThreads() {
        return noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", Duration.class)
                .orShould()
                .callConstructor(Thread.class)
                .orShould()
                .callConstructor(Thread.class, Runnable.class)
                .orShould()
                .callConstructor(Thread.class, Runnable.class, String.class)
                .orShould()
                .callMethod(Thread.class, "ofVirtual")
                .orShould()
                .callMethod(Thread.class, "ofPlatform")
                .orShould()
                .callMethod(Thread.class, "startVirtualThread", Runnable.class)
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.concurrent.Executors");
    }
}
