package dev.yatagarasu.core.config;

import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.api.config.Problems;
import dev.yatagarasu.core.config.AuthReader.RootJwt;
import dev.yatagarasu.core.config.BucketReader.Draft;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes the configuration from YAML: each section has its reader, and all problems are found before any is thrown. */
final class ConfigReader {
    private final Environment environment;
    private final long maxHeap;

    /** A reader with another environment and another largest heap, in bytes, than those of this process. */
    ConfigReader(Environment environment, long maxHeap) {
        this.environment = environment;
        this.maxHeap = maxHeap;
    }

    static ConfigDraft read(Path file) throws IOException {
        return parse(ConfigFile.read(file), Environment.ofProcess());
    }

    static ConfigDraft parse(String yaml, Environment environment) {
        return new ConfigReader(environment, Runtime.getRuntime().maxMemory()).draft(yaml);
    }

    ConfigDraft draft(String yaml) {
        Problems problems = new Problems();
        ConfigNode root = YamlTree.parse(yaml, problems, environment);
        UnsupportedSettings.refuse(root, "audit");
        ServerConfig server = ServerReader.server(root.childOrEmpty("server"));
        Optional<ServerReader.Admin> admin = root.child("admin").map(ServerReader::admin);
        List<Draft> buckets = buckets(root, RootJwt.read(root));
        List<DraftPart<TierConfig>> tiers = CacheReader.tiers(root.childOrEmpty("cache"));
        CacheConfig cache = CacheReader.shared(root.childOrEmpty("cache"), tiers);
        LoggingConfig logging = LoggingReader.read(root.childOrEmpty("logging"));
        root.reportUnknownKeys();
        admin.ifPresent(port -> checkPorts(root, new HostPort(server.host(), server.port()), port.address()));
        CrossSectionRules.checkMemory(cache, maxHeap)
                .ifPresent(problem ->
                        root.childOrEmpty("cache").childOrEmpty("memory").problem("max_size", problem));
        ConfigDraft.Sections sections = new ConfigDraft.Sections(
                buckets.stream().map(Draft::parts).toList(),
                cache,
                cache.enabled() ? tiers : List.of(),
                admin.flatMap(ServerReader.Admin::config),
                logging);
        Optional<YatagarasuConfig> config = problems.isEmpty()
                ? Optional.of(new YatagarasuConfig(
                        server,
                        admin.flatMap(ServerReader.Admin::config),
                        buckets.stream()
                                .flatMap(draft -> draft.bucket().stream())
                                .toList(),
                        cache,
                        logging))
                : Optional.empty();
        return new ConfigDraft(problems, Optional.of(root), sections, config);
    }

    private static void checkPorts(ConfigNode root, HostPort server, HostPort port) {
        ConfigNode admin = root.childOrEmpty("admin");
        Set<String> wanted = new HashSet<>(admin.paths("address", "port"));
        wanted.addAll(root.childOrEmpty("server").paths("address", "port"));
        CrossSectionRules.checkPorts(server, port).ifPresent(problem -> admin.problem("address", problem, wanted));
    }

    private static List<Draft> buckets(ConfigNode root, RootJwt rootJwt) {
        List<ConfigNode> items = root.items("buckets");
        if (!root.has("buckets")) {
            root.problem("buckets", "is missing: name at least one bucket to serve");
        } else if (items.isEmpty() && root.isList("buckets")) {
            root.problem("buckets", "must hold at least one bucket");
        }
        List<Draft> drafts =
                items.stream().map(item -> BucketReader.read(item, rootJwt)).toList();
        CrossSectionRules.checkDistinct(
                drafts.stream().map(draft -> draft.parts().name()).toList(),
                (i, problem) -> items.get(i).problem("name", problem));
        CrossSectionRules.checkDistinct(
                drafts.stream().map(Draft::pathPrefix).toList(),
                (i, problem) -> items.get(i).problem("path_prefix", problem));
        return drafts;
    }
}
