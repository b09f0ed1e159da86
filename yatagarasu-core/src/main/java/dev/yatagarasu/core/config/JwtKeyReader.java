package dev.yatagarasu.core.config;

import dev.yatagarasu.api.Secret;
import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.core.config.JwtKey.Material;
import dev.yatagarasu.core.config.JwtKey.PublicText;
import dev.yatagarasu.core.config.JwtKey.SharedSecret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads the keys of a section {@code jwt}: one in the section itself, or several in {@code keys}. */
final class JwtKeyReader {
    private final ConfigNode section;
    private final List<JwtKey> keys = new ArrayList<>();
    private final List<ConfigNode> nodes = new ArrayList<>();
    private boolean whole = true;

    JwtKeyReader(ConfigNode section) {
        this.section = section;
    }

    void read() {
        boolean own = section.has("secret") || section.has("public_key");
        Optional<Material> material = material(section);
        if (own) {
            add(section, material.map(found -> new JwtKey(Optional.empty(), Optional.empty(), found)));
        }
        List<ConfigNode> items = section.items("keys");
        if (own && section.has("keys")) {
            section.problem("keys", "stands beside a single key: write that one into keys as well");
        } else if (items.isEmpty() && section.isList("keys")) {
            section.problem("keys", "must hold at least one key");
        }
        whole &= !section.has("keys") || !items.isEmpty();
        items.forEach(item -> add(item, item.isMapping() ? key(item) : Optional.empty()));
    }

    /** The keys, in their order. */
    List<JwtKey> keys() {
        return keys;
    }

    /** Where the key at that position stands. */
    ConfigNode node(int position) {
        return nodes.get(position);
    }

    /** Whether all keys could be read. */
    boolean isWhole() {
        return whole;
    }

    private void add(ConfigNode node, Optional<JwtKey> key) {
        whole &= key.isPresent();
        key.ifPresent(found -> {
            keys.add(found);
            nodes.add(node);
        });
    }

    private static Optional<JwtKey> key(ConfigNode item) {
        Optional<String> id = item.string("id");
        Optional<String> badId = id.flatMap(JwtRules::checkId);
        badId.ifPresent(problem -> item.problem("id", problem));
        Optional<JwtAlgorithm> algorithm = JwtReader.algorithm(item);
        Optional<Material> material = material(item);
        if (!item.has("secret") && !item.has("public_key")) {
            item.problem("has no key: add secret or public_key");
        }
        boolean good = badId.isEmpty() && (algorithm.isPresent() || !item.has("algorithm"));
        return material.filter(found -> good).map(found -> new JwtKey(id, algorithm, found));
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
