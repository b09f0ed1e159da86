package dev.yatagarasu.core.config;

import dev.yatagarasu.api.config.ConfigNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Reads the section {@code cors} of a bucket. */
final class CorsReader {
    private CorsReader() {}

    /** The settings, or nothing if any of them is wrong. */
    static Optional<CorsConfig> read(ConfigNode section) {
        List<String> origins = origins(section);
        List<String> allowed = headers(section, "allow_headers", CorsConfig.DEFAULT_ALLOW_HEADERS);
        List<String> exposed = headers(section, "expose_headers", CorsConfig.DEFAULT_EXPOSE_HEADERS);
        boolean credentials = section.bool("allow_credentials").orElse(false);
        Duration maxAge = section.duration("max_age").orElse(CorsConfig.DEFAULT_MAX_AGE);
        if (credentials && origins.contains("*")) {
            section.problem("allow_credentials", "needs origins by name in allow_origins, not *");
        }
        return section.isSound()
                ? Optional.of(new CorsConfig(origins, allowed, exposed, credentials, maxAge))
                : Optional.empty();
    }

    private static List<String> origins(ConfigNode section) {
        List<String> origins = checked(section, "allow_origins", CorsRules::checkOrigin);
        if (!section.has("allow_origins")) {
            section.problem(
                    "allow_origins",
                    "is missing: name the origins that may read, such as https://app.example.com, or remove cors");
        } else if (origins.isEmpty() && section.isList("allow_origins")) {
            section.problem("allow_origins", "must name at least one origin");
        }
        return origins;
    }

    private static List<String> headers(ConfigNode section, String key, List<String> defaults) {
        List<String> names = checked(section, key, CorsRules::checkHeader);
        return section.has(key) ? names : defaults;
    }

    private static List<String> checked(ConfigNode section, String key, Function<String, Optional<String>> check) {
        List<String> texts = new ArrayList<>();
        for (ConfigNode item : section.items(key)) {
            item.text().ifPresent(text -> {
                check.apply(text).ifPresent(item::problem);
                texts.add(text.toLowerCase(Locale.ROOT));
            });
        }
        return texts;
    }
}
