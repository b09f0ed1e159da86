package dev.yatagarasu.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.yatagarasu.core.http.CanonicalPath;
import dev.yatagarasu.core.internal.routing.RouteTable;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RoutingAllocationTest {
    private static final int LOOKUPS = 10_000;

    /** What reading the counter may itself allocate. */
    private static final long SLACK = 1024;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void find_hitsAndMisses_allocatesNothing() {
        Map<String, Integer> routes = new HashMap<>();
        for (int i = 0; i < 1000; i++) {
            routes.put("/bucket-" + i, i);
            routes.put("/bucket-" + i + "/nested", -i);
        }
        RouteTable<Integer> table = RouteTable.of(routes);
        CanonicalPath hit = Samples.path("/bucket-500/nested/report.pdf");
        CanonicalPath miss = Samples.path("/bucket-5000/nested/report.pdf");
        allocatedBy(table, hit, miss);

        assertThat(allocatedBy(table, hit, miss)).isLessThan(SLACK);
    }

    private long allocatedBy(RouteTable<Integer> table, CanonicalPath hit, CanonicalPath miss) {
        long before = threads.getCurrentThreadAllocatedBytes();
        int found = 0;
        for (int i = 0; i < LOOKUPS; i++) {
            found += table.find(hit).isPresent() ? 1 : 0;
            found += table.find(miss).isPresent() ? 1 : 0;
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(found).isEqualTo(LOOKUPS);
        return allocated;
    }
}
