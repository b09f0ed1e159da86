package dev.yatagarasu.core.internal.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.core.http.CanonicalPath;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RouteTableTest {

    private static CanonicalPath path(String decoded) {
        return CanonicalPath.ofDecoded(decoded).orElseThrow();
    }

    private static RouteTable<String> table(String... prefixes) {
        Map<String, String> routes = new HashMap<>();
        for (String prefix : prefixes) {
            routes.put(prefix, prefix);
        }
        return RouteTable.of(routes);
    }

    @Test
    void find_wholeSegments_matchAndPartsOfThemDoNot() {
        RouteTable<String> table = table("/assets");

        assertThat(table.find(path("/assets"))).contains("/assets");
        assertThat(table.find(path("/assets/"))).contains("/assets");
        assertThat(table.find(path("/assets/x"))).contains("/assets");
        assertThat(table.find(path("/assets//x"))).contains("/assets");
        assertThat(table.find(path("/assetsX"))).isEmpty();
        assertThat(table.find(path("/assetsX/x"))).isEmpty();
        assertThat(table.find(path("/asset"))).isEmpty();
        assertThat(table.find(path("/Assets/x"))).isEmpty();
        assertThat(table.find(path("/x/assets"))).isEmpty();
        assertThat(table.find(path("/"))).isEmpty();
    }

    @Test
    void find_emptySegments_neverMergeWithARoute() {
        RouteTable<String> table = table("/a/b");

        assertThat(table.find(path("//a/b"))).isEmpty();
        assertThat(table.find(path("/a//b"))).isEmpty();
        assertThat(table.find(path("/a/b//c"))).contains("/a/b");
    }

    @Test
    void find_nestedPrefixes_longestWins() {
        RouteTable<String> table = table("/", "/a", "/a/b", "/a/b/c");

        assertThat(table.find(path("/"))).contains("/");
        assertThat(table.find(path("/x"))).contains("/");
        assertThat(table.find(path("//a"))).contains("/");
        assertThat(table.find(path("/a/x"))).contains("/a");
        assertThat(table.find(path("/a/b"))).contains("/a/b");
        assertThat(table.find(path("/a/bc"))).contains("/a");
        assertThat(table.find(path("/a/b/c/d/e"))).contains("/a/b/c");
    }

    @Test
    void find_noRoutes_isNothing() {
        assertThat(table().find(path("/a/b"))).isEmpty();
    }

    @Test
    void find_prefixesWithEqualHashes_areToldApart() {
        assertThat("/AaAa".hashCode()).isEqualTo("/BBBB".hashCode()).isEqualTo("/AaBB".hashCode());
        RouteTable<String> table = table("/AaAa", "/BBBB");

        assertThat(table.find(path("/AaAa/x"))).contains("/AaAa");
        assertThat(table.find(path("/BBBB/x"))).contains("/BBBB");
        assertThat(table.find(path("/AaBB/x"))).isEmpty();
        assertThat(table.find(path("/BBAa"))).isEmpty();
    }

    @Test
    void find_amongTenThousandRoutes_findsEachAndNothingElse() {
        Map<String, String> routes = new HashMap<>();
        for (int i = 0; i < 10_000; i++) {
            routes.put("/bucket-" + i, "bucket-" + i);
        }
        RouteTable<String> table = RouteTable.of(routes);

        for (int i = 0; i < 10_000; i++) {
            assertThat(table.find(path("/bucket-" + i + "/a/b"))).contains("bucket-" + i);
        }
        assertThat(table.find(path("/bucket-10000/a"))).isEmpty();
        assertThat(table.find(path("/bucket-/1"))).isEmpty();
    }

    @Test
    void find_deepNesting_findsTheDeepest() {
        Map<String, String> routes = new HashMap<>();
        StringBuilder prefix = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            prefix.append("/d");
            routes.put(prefix.toString(), Integer.toString(i));
        }
        RouteTable<String> table = RouteTable.of(routes);

        assertThat(table.find(path(prefix + "/x"))).contains("499");
        assertThat(table.find(path(prefix.substring(2) + "/x"))).contains("498");
        assertThat(table.find(path("/d".repeat(5_000)))).contains("499");
    }

    @Test
    void find_randomTablesAndPaths_agreesWithTheReference() {
        Random random = new Random(4_711);
        for (int round = 0; round < 300; round++) {
            Map<String, String> routes = new HashMap<>();
            for (int left = random.nextInt(40); left > 0; left--) {
                String prefix = randomPath(random, 3);
                routes.put(prefix, "served at " + prefix);
            }
            RouteTable<String> table = RouteTable.of(routes);
            for (int i = 0; i < 100; i++) {
                String path = randomPath(random, 6) + (random.nextInt(4) == 0 ? "//" : "");
                assertThat(table.find(path(path))).as(path).isEqualTo(reference(routes, path));
            }
        }
    }

    private static String randomPath(Random random, int segments) {
        List<String> names = List.of("a", "b", "ab", "Aa", "BB", "AaBB", "BBAa", "x");
        StringBuilder path = new StringBuilder();
        for (int left = random.nextInt(segments + 1); left > 0; left--) {
            path.append('/').append(names.get(random.nextInt(names.size())));
        }
        return path.isEmpty() ? "/" : path.toString();
    }

    private static Optional<String> reference(Map<String, String> routes, String path) {
        return routes.keySet().stream()
                .filter(prefix -> prefix.equals("/") || path.equals(prefix) || path.startsWith(prefix + "/"))
                .max(Comparator.comparingInt(String::length))
                .map(routes::get);
    }
}
