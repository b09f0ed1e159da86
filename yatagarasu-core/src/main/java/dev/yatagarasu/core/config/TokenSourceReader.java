package dev.yatagarasu.core.config;

import dev.yatagarasu.api.config.ConfigNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads {@code token_sources}. */
final class TokenSourceReader {
    private enum Type {
        BEARER,
        HEADER,
        QUERY,
        COOKIE
    }

    private TokenSourceReader() {}

    static List<TokenSource> read(ConfigNode section) {
        List<ConfigNode> items = section.items("token_sources");
        if (!section.has("token_sources")) {
            return List.of(new TokenSource.Bearer());
        }
        List<TokenSource> sources = new ArrayList<>();
        if (items.isEmpty() && section.isList("token_sources")) {
            section.problem(
                    "token_sources",
                    "must hold at least one of { type: bearer }, { type: header, name: ... },"
                            + " { type: query, name: ... } and { type: cookie, name: ... }");
        }
        for (ConfigNode item : items) {
            Optional<TokenSource> source = item.isMapping() ? source(item) : Optional.empty();
            if (source.filter(sources::contains).isPresent()) {
                item.problem("is named twice: remove one");
            }
            source.ifPresent(sources::add);
        }
        return sources;
    }

    private static Optional<TokenSource> source(ConfigNode item) {
        if (!item.has("type")) {
            item.problem("type", "is missing: write bearer, header, query or cookie");
        }
        Optional<Type> known = item.oneOf("type", Type.class);
        if (known.isEmpty()) {
            item.leaveTo("name");
            item.leaveTo("prefix");
        }
        return known.flatMap(type -> switch (type) {
            case BEARER -> Optional.of(new TokenSource.Bearer());
            case HEADER -> header(item);
            case QUERY -> name(item, JwtRules::checkParameter).map(TokenSource.Query::new);
            case COOKIE -> name(item, JwtRules::checkHeader).map(TokenSource.Cookie::new);
        });
    }

    private static Optional<TokenSource> header(ConfigNode item) {
        String prefix = item.string("prefix").orElse("");
        Optional<String> bad = JwtRules.checkPrefix(prefix);
        bad.ifPresent(problem -> item.problem("prefix", problem));
        return name(item, JwtRules::checkHeader)
                .filter(name -> bad.isEmpty())
                .map(name -> new TokenSource.Header(name, prefix));
    }

    private static Optional<String> name(ConfigNode item, Function<String, Optional<String>> check) {
        String name = item.requiredString("name");
        Optional<String> bad = name.isBlank() ? Optional.empty() : check.apply(name);
        bad.ifPresent(problem -> item.problem("name", problem));
        return Optional.of(name).filter(text -> !text.isBlank() && bad.isEmpty());
    }
}
