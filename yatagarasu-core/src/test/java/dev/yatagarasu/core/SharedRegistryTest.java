package dev.yatagarasu.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.codahale.metrics.MetricRegistry;
import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.core.http.Request;
import dev.yatagarasu.core.http.Work;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** Engines that count in the registry of the application, or of each other. */
class SharedRegistryTest {
    private final MetricRegistry registry = new MetricRegistry();
    private final MemoryStorage storage = new MemoryStorage().putVersion("a.txt", "0123456789", "v1");

    private YatagarasuBuilder builder() {
        return Yatagarasu.builder().config(EngineTest.config(EngineTest.bucket("files", "/", storage)));
    }

    private static Work begin(Yatagarasu engine) {
        return (Work) engine.begin(Request.of("GET", "/a.txt", Headers.empty()));
    }

    private long answers(String engine) {
        return registry.counter("yatagarasu_requests{bucket=\"files\",status=\"200\",cache=\"MISS\"" + engine + "}")
                .getCount();
    }

    @Test
    void twoEngines_withNames_countApart() {
        try (Yatagarasu one = builder().metrics(registry, "one").build();
                Yatagarasu two = builder().metrics(registry, "two").build()) {
            EngineTest.receive(begin(one).finish(), false);
            EngineTest.receive(begin(two).finish(), false);

            assertThat(answers(",engine=\"one\"")).isEqualTo(1);
            assertThat(answers(",engine=\"two\"")).isEqualTo(1);
            assertThat(registry.getNames()).allMatch(name -> name.contains("engine=\""));
        }
        assertThat(registry.getNames()).isEmpty();
    }

    @Test
    void secondEngine_withoutName_isRefusedAndLeavesTheFirstAlone() {
        try (Yatagarasu one = builder().metrics(registry).build()) {
            YatagarasuBuilder second = builder().metrics(registry);
            assertThatThrownBy(second::build)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("give each engine a name");
            EngineTest.receive(begin(one).finish(), false);
            assertThat(answers("")).isEqualTo(1);
        }
    }

    @Test
    void name_thatIsNoLabel_isRefused() {
        for (String name : new String[] {"", "a b", "a\"b", "x".repeat(64)}) {
            assertThatThrownBy(() -> Yatagarasu.builder().metrics(registry, name))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("1 to 63");
        }
    }

    @Test
    void build_thatFails_leavesNothingInTheRegistry() {
        ManualScheduler rejecting = new ManualScheduler();
        rejecting.rejects = true;
        YatagarasuBuilder failing = builder().metrics(registry).scheduler(rejecting);

        assertThatThrownBy(failing::build).isInstanceOf(RejectedExecutionException.class);

        assertThat(registry.getNames()).isEmpty();
    }

    @Test
    void close_leavesWhatIsTheApplicationsAndEndsWhatIsTheEngines() {
        registry.meter("application.orders").mark();
        Yatagarasu engine = builder().metrics(registry).build();
        Work late = begin(engine);

        engine.close();
        EngineTest.receive(late.finish(), false);

        assertThat(registry.getNames()).containsExactly("application.orders");
    }

    @Test
    void close_engineThatIsClosed_canBeCollected() throws InterruptedException {
        ReferenceQueue<Yatagarasu> collected = new ReferenceQueue<>();
        Reference<Yatagarasu> closed = closedEngine(collected);

        Reference<?> found = null;
        for (int i = 0; i < 100 && found == null; i++) {
            System.gc();
            found = collected.remove(100);
        }
        assertThat(found).isSameAs(closed);
    }

    private Reference<Yatagarasu> closedEngine(ReferenceQueue<Yatagarasu> collected) {
        Yatagarasu engine = builder().metrics(registry).build();
        EngineTest.receive(begin(engine).finish(), false);
        engine.close();
        return new PhantomReference<>(engine, collected);
    }
}
