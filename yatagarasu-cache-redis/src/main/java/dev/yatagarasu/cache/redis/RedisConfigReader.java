package dev.yatagarasu.cache.redis;

import dev.yatagarasu.api.Secret;
import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.api.config.TrustedCertificates;
import dev.yatagarasu.cache.redis.RedisConfig.Address;
import dev.yatagarasu.cache.redis.RedisConfig.Cluster;
import dev.yatagarasu.cache.redis.RedisConfig.Login;
import dev.yatagarasu.cache.redis.RedisConfig.Place;
import dev.yatagarasu.cache.redis.RedisConfig.Sentinels;
import dev.yatagarasu.cache.redis.RedisConfig.Single;
import dev.yatagarasu.cache.redis.RedisConfig.Tls;
import dev.yatagarasu.cache.redis.RedisConfig.Verify;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the section {@code cache.redis}. Never shows a url: it may hold a password. */
final class RedisConfigReader {
    static final String KEY_PREFIX = "yatagarasu:";
    static final Duration TTL = Duration.ofHours(2);
    static final Duration TIMEOUT = Duration.ofSeconds(1);
    static final int MAX_CONNECTIONS = 16;
    static final int STREAM_MAX_LENGTH = 10_000;

    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(1);
    private static final int SENTINEL_PORT = 26379;
    private static final int LARGEST_DATABASE = 65_535;
    private static final int LONGEST_PREFIX = 128;

    private final ConfigNode section;
    private final Optional<RedisUrl> url;

    private RedisConfigReader(ConfigNode section) {
        this.section = section;
        this.url = readUrl(section);
    }

    static Optional<RedisConfig> read(ConfigNode section) {
        RedisConfig config = new RedisConfigReader(section).read();
        return section.isSound() ? Optional.of(config) : Optional.empty();
    }

    private RedisConfig read() {
        return new RedisConfig(
                place(),
                login(),
                database(),
                tls(),
                keyPrefix(),
                section.positiveDuration("ttl").orElse(TTL),
                section.positiveDuration("timeout", LONGEST_TIMEOUT).orElse(TIMEOUT),
                section.integer("max_connections", 1, 10_000).orElse(MAX_CONNECTIONS),
                section.integer("stream_max_length", 1000, 10_000_000).orElse(STREAM_MAX_LENGTH));
    }

    private static Optional<RedisUrl> readUrl(ConfigNode section) {
        return section.string("url").flatMap(text -> {
            try {
                return Optional.of(RedisUrl.parse(text));
            } catch (IllegalArgumentException e) {
                section.problem("url", e.getMessage() + "; write it like redis://user:password@host:6379/0");
                return Optional.empty();
            }
        });
    }

    private Place place() {
        Optional<Place> sentinels = section.child("sentinel").map(RedisConfigReader::sentinels);
        Optional<Place> cluster = section.child("cluster").map(node -> new Cluster(nodes(node, RedisUrl.PORT)));
        long named = List.of("url", "sentinel", "cluster").stream()
                .filter(section::has)
                .count();
        if (named != 1) {
            section.lacks(
                    "must have exactly one of url, sentinel and cluster, found " + (named == 0 ? "none" : named)
                            + " of them",
                    "url",
                    "sentinel",
                    "cluster");
        }
        Place single = new Single(url.map(RedisUrl::address).orElse(new Address("localhost", RedisUrl.PORT)));
        return sentinels.or(() -> cluster).orElse(single);
    }

    private static Place sentinels(ConfigNode node) {
        return new Sentinels(
                node.requiredString("master"),
                nodes(node, SENTINEL_PORT),
                login(node, node.string("username"), node.secret("password")));
    }

    private static List<Address> nodes(ConfigNode node, int port) {
        List<Address> addresses = new ArrayList<>();
        for (ConfigNode item : node.items("nodes")) {
            item.text().ifPresent(text -> {
                try {
                    addresses.add(RedisUrl.address(text, port));
                } catch (IllegalArgumentException e) {
                    item.problem(e.getMessage() + "; write it like host:" + port);
                }
            });
        }
        if (addresses.isEmpty() && node.isSound()) {
            node.problem("nodes", "must name at least one node, such as host:" + port);
        }
        return addresses;
    }

    private Optional<Login> login() {
        Optional<String> username = section.string("username");
        Optional<Secret> password = section.secret("password");
        if (username.isPresent() && url.flatMap(RedisUrl::username).isPresent()) {
            section.problem("username", "is in the url as well: remove one of them");
        }
        if (password.isPresent() && url.flatMap(RedisUrl::password).isPresent()) {
            section.problem("password", "is in the url as well: remove one of them");
        }
        return login(
                section,
                username.or(() -> url.flatMap(RedisUrl::username)),
                password.or(() -> url.flatMap(RedisUrl::password)));
    }

    private static Optional<Login> login(ConfigNode node, Optional<String> username, Optional<Secret> password) {
        if (username.isPresent() && password.isEmpty() && !node.has("password")) {
            node.problem("password", "is missing: a user name needs one");
        }
        return password.map(secret -> new Login(username, secret));
    }

    private int database() {
        OptionalInt named = section.integer("database", 0, LARGEST_DATABASE);
        OptionalInt inUrl = url.map(RedisUrl::database).orElse(OptionalInt.empty());
        if (named.isPresent() && inUrl.isPresent()) {
            section.problem("database", "is in the url as well: remove one of them");
        }
        if (section.has("cluster") && named.orElse(0) != 0) {
            section.problem("database", "must be 0: a cluster has no other");
        }
        return named.orElse(inUrl.orElse(0));
    }

    private Optional<Tls> tls() {
        Optional<Tls> tls = section.child("tls").map(RedisConfigReader::tls);
        boolean plain = url.isPresent() && !url.get().encrypted();
        if (plain && section.has("tls")) {
            section.problem("tls", "needs a url that starts with rediss://");
        }
        boolean encrypted = url.isPresent() && url.get().encrypted();
        return tls.isEmpty() && encrypted ? Optional.of(new Tls(Optional.empty(), Verify.FULL)) : tls;
    }

    private static Tls tls(ConfigNode node) {
        return new Tls(
                TrustedCertificates.read(node, "ca_certificate"),
                node.oneOf("verify", Verify.class).orElse(Verify.FULL));
    }

    private String keyPrefix() {
        String prefix = section.string("key_prefix").orElse(KEY_PREFIX);
        if (prefix.length() > LONGEST_PREFIX || !prefix.chars().allMatch(RedisConfigReader::isPlain)) {
            section.problem(
                    "key_prefix",
                    "must be at most " + LONGEST_PREFIX + " of the letters, digits and : . _ - /, found "
                            + section.describe("key_prefix"));
        }
        return prefix;
    }

    /** Nothing that a pattern of {@code SCAN} or a cluster's hash tag is made of. */
    private static boolean isPlain(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || ":._-/".indexOf(c) >= 0;
    }
}
