package dev.yatagarasu.core.config;

import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.api.config.TrustedCertificates;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a section {@code jwt}. */
final class JwtReader {
    private static final String OF_NO_USE = "is of no use without jwks_url: add that, or remove this";

    private final ConfigNode section;
    private final List<JwtAlgorithm> algorithms = new ArrayList<>();

    private JwtReader(ConfigNode section) {
        this.section = section;
    }

    /** The settings, or nothing if anything so far is wrong. */
    static Optional<JwtConfig> read(ConfigNode section) {
        return new JwtReader(section).read();
    }

    private Optional<JwtConfig> read() {
        readAlgorithms();
        JwtKeyReader keys = new JwtKeyReader(section);
        keys.read();
        Optional<JwksConfig> jwks = jwks();
        Optional<String> issuer = checked(section.string("issuer"), "issuer");
        List<String> audience = audience();
        String principal = section.string("principal_claim").orElse(JwtConfig.DEFAULT_PRINCIPAL);
        JwtRules.checkClaim(principal).ifPresent(problem -> section.problem("principal_claim", problem));
        Duration skew = section.duration("clock_skew").orElse(JwtConfig.DEFAULT_SKEW);
        JwtRules.checkSkew(skew).ifPresent(problem -> section.problem("clock_skew", problem));
        boolean requireExp = section.bool("require_exp").orElse(true);
        List<TokenSource> sources = TokenSourceReader.read(section);
        List<ClaimRule> claims = ClaimRuleReader.read(section);
        checkTogether(keys);
        return section.isSound()
                ? Optional.of(new JwtConfig(
                        algorithms, keys.keys(), jwks, issuer, audience, principal, skew, requireExp, sources, claims))
                : Optional.empty();
    }

    /** Says how algorithms and keys go together, as far as each of them is right. */
    private void checkTogether(JwtKeyReader keys) {
        JwtKeyRules.Report report = (index, setting, problem) -> report(keys, index, setting, problem);
        JwtKeyRules.checkIds(keys.candidates(), report);
        boolean isReadable = !keys.nodes().isEmpty() || !section.has("keys");
        if (section.isSound("algorithm", "algorithms") && isReadable) {
            JwtKeyRules.check(algorithms, keys.candidates(), section.has("jwks_url"), report);
        }
    }

    private void report(JwtKeyReader keys, int index, String setting, String problem) {
        Set<String> wanted = new HashSet<>(section.paths("algorithm", "algorithms"));
        if (index == JwtKeyRules.WHOLE) {
            wanted.addAll(section.paths("secret", "public_key", "keys", "jwks_url"));
            keys.nodes().forEach(key -> wanted.addAll(key.paths("algorithm", "secret", "public_key")));
            String key = setting.equals("algorithms") && !section.has(setting) ? "algorithm" : setting;
            section.problem(key, problem, wanted);
        } else if (setting.equals("id") && keys.nodes().get(index).isSound("id")) {
            keys.nodes().get(index).problem(setting, problem);
        } else if (!setting.equals("id")) {
            wanted.addAll(keys.nodes().get(index).paths("algorithm"));
            keys.nodes().get(index).problem(setting, problem, wanted);
        }
    }

    private void readAlgorithms() {
        if (section.has("algorithm") && section.has("algorithms")) {
            section.leaveTo("algorithm");
            section.leaveTo("algorithms");
            section.problem("algorithms", "stands beside algorithm: write one of them");
            return;
        }
        algorithm(section).ifPresent(algorithms::add);
        List<ConfigNode> items = section.items("algorithms");
        if (items.isEmpty() && section.isList("algorithms")) {
            section.problem("algorithms", "must name at least one of " + JwtAlgorithm.all());
        }
        for (ConfigNode item : items) {
            item.text()
                    .ifPresent(text -> JwtAlgorithm.named(text)
                            .ifPresentOrElse(
                                    algorithms::add, () -> item.problem("must be one of " + JwtAlgorithm.all())));
        }
    }

    /** The only algorithm that a section names. */
    static Optional<JwtAlgorithm> algorithm(ConfigNode section) {
        Optional<String> text = section.string("algorithm");
        Optional<JwtAlgorithm> algorithm = text.flatMap(JwtAlgorithm::named);
        if (text.isPresent() && algorithm.isEmpty()) {
            section.problem(
                    "algorithm",
                    "must be one of " + JwtAlgorithm.all() + ", found " + section.describe("algorithm")
                            + " (several are a list, algorithms)");
        }
        return algorithm;
    }

    private Optional<JwksConfig> jwks() {
        Duration refresh = section.duration("jwks_refresh").orElse(JwksConfig.DEFAULT_REFRESH);
        Optional<String> badRefresh = JwtRules.checkRefresh(refresh);
        badRefresh.ifPresent(problem -> section.problem("jwks_refresh", problem));
        if (section.has("jwks_refresh") && !section.has("jwks_url")) {
            section.problem("jwks_refresh", OF_NO_USE, section.paths("jwks_url"));
        }
        Optional<URI> url = section.string("jwks_url").flatMap(this::url);
        Optional<Path> authorities = authorities(url);
        return url.filter(found -> badRefresh.isEmpty()).map(found -> new JwksConfig(found, refresh, authorities));
    }

    private Optional<Path> authorities(Optional<URI> url) {
        Optional<Path> file = section.child("jwks_tls").flatMap(tls -> TrustedCertificates.read(tls, "ca_certificate"));
        if (section.has("jwks_tls") && !section.has("jwks_url")) {
            section.problem("jwks_tls", OF_NO_USE, section.paths("jwks_url"));
        }
        Optional<String> plain = url.flatMap(JwtRules::checkEncrypted).filter(problem -> section.has("jwks_tls"));
        plain.ifPresent(problem -> section.problem("jwks_tls", problem));
        return file.filter(found -> plain.isEmpty());
    }

    private Optional<URI> url(String text) {
        try {
            URI url = new URI(text);
            Optional<String> bad = JwtRules.checkUrl(url);
            bad.ifPresent(problem -> section.problem("jwks_url", problem));
            return bad.isEmpty() ? Optional.of(url) : Optional.empty();
        } catch (URISyntaxException e) {
            section.problem("jwks_url", "is no URL; write it like https://login.example.com/.well-known/jwks.json");
            return Optional.empty();
        }
    }

    private List<String> audience() {
        if (!section.isList("audience")) {
            return checked(section.string("audience"), "audience").stream().toList();
        }
        List<String> names = section.strings("audience");
        if (names.isEmpty()) {
            section.problem("audience", "must name at least one audience, or be removed");
        }
        names.forEach(name -> checked(Optional.of(name), "audience"));
        return names;
    }

    private Optional<String> checked(Optional<String> name, String key) {
        name.flatMap(JwtRules::checkName).ifPresent(problem -> section.problem(key, problem));
        return name;
    }
}
