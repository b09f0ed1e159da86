package dev.yatagarasu.core.config;

import dev.yatagarasu.api.Secret;
import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.core.config.JwtKey.Material;
import dev.yatagarasu.core.config.JwtKey.PublicText;
import dev.yatagarasu.core.config.JwtKey.SharedSecret;
import dev.yatagarasu.core.config.JwtKeyRules.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads the keys of a section {@code jwt}: one in the section itself, or several in {@code keys}. */
final class JwtKeyReader {
    private final ConfigNode section;
    private final List<Candidate> candidates = new ArrayList<>();
    private final List<ConfigNode> nodes = new ArrayList<>();

    JwtKeyReader(ConfigNode section) {
        this.section = section;
    }

    void read() {
        boolean own = section.has("secret") || section.has("public_key");
        Optional<Material> material = material(section);
        if (own) {
            nodes.add(section);
            candidates.add(candidate(Optional.empty(), Optional.empty(), material));
        }
        List<ConfigNode> items = section.items("keys");
        if (own && section.has("keys")) {
            section.problem("keys", "stands beside a single key: write that one into keys as well");
        } else if (items.isEmpty() && section.isList("keys")) {
            section.problem("keys", "must hold at least one key");
        }
        for (ConfigNode item : items) {
            nodes.add(item);
            candidates.add(
                    item.isMapping() ? key(item) : new Candidate(Optional.empty(), Optional.empty(), Optional.empty()));
        }
    }

    private static Candidate candidate(
            Optional<String> id, Optional<JwtAlgorithm> algorithm, Optional<Material> material) {
        return new Candidate(id, algorithm, material.map(found -> new JwtKey(id, algorithm, found)));
    }

    /** The keys that could be read, in their order. */
    List<JwtKey> keys() {
        return candidates.stream()
                .flatMap(candidate -> candidate.key().stream())
                .toList();
    }

    /** What could be read of each key. */
    List<Candidate> candidates() {
        return candidates;
    }

    /** Where each of the keys stands. */
    List<ConfigNode> nodes() {
        return nodes;
    }

    private static Candidate key(ConfigNode item) {
        Optional<String> id = item.string("id");
        Optional<String> badId = id.flatMap(JwtRules::checkId);
        badId.ifPresent(problem -> item.problem("id", problem));
        Optional<JwtAlgorithm> algorithm = JwtReader.algorithm(item);
        Optional<Material> material = material(item);
        if (!item.has("secret") && !item.has("public_key")) {
            item.lacks("has no key: add secret or public_key", "secret", "public_key");
        }
        boolean good = badId.isEmpty() && (algorithm.isPresent() || !item.has("algorithm"));
        return candidate(id, algorithm, material.filter(found -> good));
    }

    private static Optional<Material> material(ConfigNode node) {
        if (node.has("secret") && node.has("public_key")) {
            node.leaveTo("secret");
            node.leaveTo("public_key");
            node.problem("public_key", "stands beside secret: a key is one of them, remove the other");
            return Optional.empty();
        }
        Optional<Material> secret =
                checked(node, "secret", JwtRules::checkSecret).map(SharedSecret::new);
        Optional<Material> key = checked(node, "public_key", PublicPem::check).map(PublicText::new);
        return secret.or(() -> key);
    }

    private static Optional<Secret> checked(ConfigNode node, String key, Function<String, Optional<String>> check) {
        Optional<Secret> text = node.secret(key);
        Optional<String> bad = text.map(Secret::reveal).flatMap(check);
        bad.ifPresent(problem -> node.problem(key, problem));
        return text.filter(found -> bad.isEmpty());
    }
}
