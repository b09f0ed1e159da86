package dev.yatagarasu.server.jetty.cli;

import dev.yatagarasu.core.config.AdminConfig;
import dev.yatagarasu.core.config.BucketCacheConfig;
import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.core.config.CacheConfig;
import dev.yatagarasu.core.config.FilesystemConfig;
import dev.yatagarasu.core.config.S3Config;
import dev.yatagarasu.core.config.S3Credentials;
import dev.yatagarasu.core.config.StorageConfig;
import dev.yatagarasu.core.config.TierConfig;
import dev.yatagarasu.core.config.YatagarasuConfig;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A configuration in a few lines for people. Holds no secrets. */
final class ConfigSummary {
    private ConfigSummary() {}

    static List<String> of(YatagarasuConfig config) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "data port:  " + address(config.server().host(), config.server().port()));
        lines.add("admin port: " + config.admin().map(ConfigSummary::admin).orElse("none"));
        lines.add("cache:      " + cache(config.cache()));
        lines.add("logging:    " + lower(config.logging().level()) + ", "
                + lower(config.logging().format()));
        for (BucketConfig bucket : config.buckets()) {
            lines.add("bucket " + bucket.name() + ":");
            lines.add("  path:     " + bucket.pathPrefix());
            lines.add("  storage:  " + storage(bucket.storage()));
            bucket.replicas()
                    .forEach(replica -> lines.add("  replica:  " + replica.name() + ", " + storage(replica.storage())));
            lines.addAll(auth(bucket));
            lines.add("  cache:    " + cache(bucket.cache(), config.cache()));
        }
        return lines;
    }

    private static String admin(AdminConfig admin) {
        return address(admin.host(), admin.port())
                + admin.jwt().map(tokens -> "; " + AuthSummary.jwt(tokens)).orElse(", open to this machine");
    }

    private static List<String> auth(BucketConfig bucket) {
        if (bucket.auth().isEmpty()) {
            return List.of("  auth:     off, anybody may read");
        }
        List<String> lines = new ArrayList<>();
        lines.add("  auth:     " + AuthSummary.identity(bucket.auth().get().identity()));
        AuthSummary.policy(bucket.auth().get()).ifPresent(policy -> lines.add("  policy:   " + policy));
        return lines;
    }

    private static String address(String host, int port) {
        String place = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return place + (port == 0 ? ", any free port" : ":" + port);
    }

    private static String cache(CacheConfig cache) {
        return cache.enabled()
                ? cache.layers().stream().map(ConfigSummary::layer).collect(Collectors.joining("; "))
                : "off";
    }

    private static String layer(TierConfig layer) {
        return switch (layer) {
            case TierConfig.Memory memory -> "memory, " + Amounts.size(memory.maxSize());
            case TierConfig.Disk disk -> "disk, " + Amounts.size(disk.maxSize()) + " in " + disk.directory();
            case TierConfig.Plugin plugin -> plugin.type();
            case TierConfig.Provided provided -> provided.type();
        };
    }

    private static String cache(BucketCacheConfig bucket, CacheConfig shared) {
        return bucket.enabled() && shared.enabled()
                ? Amounts.span(bucket.ttl()) + " unless storage says otherwise, objects up to "
                        + Amounts.size(bucket.maxObjectSize())
                : "off";
    }

    private static String storage(StorageConfig storage) {
        return switch (storage) {
            case S3Config s3 -> s3(s3);
            case FilesystemConfig filesystem -> "directory " + filesystem.root();
            case StorageConfig.Plugin plugin -> "plug-in " + plugin.type();
            case StorageConfig.Provided provided -> "provided by the application";
        };
    }

    private static String s3(S3Config s3) {
        return "S3 bucket " + s3.bucket() + " in " + s3.region() + " at "
                + s3.endpoint().map(URI::toString).orElse("AWS") + ", " + credentials(s3.credentials());
    }

    private static String credentials(S3Credentials credentials) {
        return switch (credentials) {
            case S3Credentials.Static given -> "signed with access key " + given.accessKey();
            case S3Credentials.Environment environment -> "signed with the keys of the environment";
            case S3Credentials.Anonymous anonymous -> "unsigned";
        };
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
