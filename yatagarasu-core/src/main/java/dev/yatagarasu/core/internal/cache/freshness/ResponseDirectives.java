package dev.yatagarasu.core.internal.cache.freshness;

import dev.yatagarasu.api.http.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * The {@code Cache-Control} of a response as a shared cache reads it (RFC 9111 section 5.2.2, RFC 5861). What cannot be
 * understood is read in the careful way: a lifetime that is no number is 0, and quotes that do not end could hide {@code
 * no-store}. Of two lifetimes the first counts (section 4.2.1). {@code Pragma} means nothing in a response (section 5.4).
 * Immutable; parsing never throws.
 */
public final class ResponseDirectives {
    /** What a lifetime too large to be told counts as (RFC 9111 section 1.2.2), in seconds. */
    static final long LONGEST_SECONDS = 1L << 31;

    private final List<Directive> directives;
    private final boolean isWhole;

    private ResponseDirectives(List<Directive> directives, boolean isWhole) {
        this.directives = directives;
        this.isWhole = isWhole;
    }

    /**
     * One directive.
     *
     * @param name its name in lower case
     * @param argument what follows the equals sign, verbatim but for letter case; empty if there is none
     */
    private record Directive(String name, Optional<String> argument) {
        static Directive of(String element) {
            int equals = element.indexOf('=');
            return equals < 0
                    ? new Directive(element, Optional.empty())
                    : new Directive(
                            FieldList.strip(element.substring(0, equals)), Optional.of(element.substring(equals + 1)));
        }
    }

    /** Those of all {@code Cache-Control} fields together. */
    public static ResponseDirectives of(Headers headers) {
        FieldList.Elements list =
                FieldList.split(headers.joined("cache-control").orElse("").toLowerCase(Locale.ROOT));
        List<Directive> directives = new ArrayList<>(list.elements().size());
        list.elements().forEach(element -> directives.add(Directive.of(element)));
        return new ResponseDirectives(directives, list.isWhole());
    }

    /**
     * Whether a shared cache must not keep the response: {@code no-store}, which {@code must-understand} takes back for
     * those who know the status (section 5.2.2.3), or {@code private} without field names.
     */
    public boolean forbidStoring() {
        return !isWhole || (has("no-store") && !has("must-understand")) || isUnqualified("private");
    }

    /** Whether the response has to be validated before each use: {@code no-cache} without field names. */
    public boolean requireValidation() {
        return isUnqualified("no-cache");
    }

    /** Whether the response must never be used stale, whatever fails (section 4.2.4). */
    public boolean forbidStale() {
        return requireValidation() || has("must-revalidate") || has("proxy-revalidate") || has("s-maxage");
    }

    /** How many seconds the response is fresh: {@code s-maxage}, else {@code max-age}. */
    public OptionalLong lifetimeSeconds() {
        return has("s-maxage") ? seconds("s-maxage") : seconds("max-age");
    }

    /** {@code stale-while-revalidate} in seconds. */
    public OptionalLong staleWhileRevalidateSeconds() {
        return seconds("stale-while-revalidate");
    }

    /** {@code stale-if-error} in seconds. */
    public OptionalLong staleIfErrorSeconds() {
        return seconds("stale-if-error");
    }

    /**
     * The fields, in lower case, that {@code private} and {@code no-cache} name: the rest of the response may be used
     * without them (sections 5.2.2.4 and 5.2.2.7).
     */
    public Set<String> withheldFields() {
        Set<String> fields = new TreeSet<>();
        for (Directive directive : directives) {
            if (directive.name().equals("private") || directive.name().equals("no-cache")) {
                fields.addAll(fieldNames(directive));
            }
        }
        return fields;
    }

    private boolean has(String name) {
        return directives.stream().anyMatch(directive -> directive.name().equals(name));
    }

    private boolean isUnqualified(String name) {
        return directives.stream()
                .anyMatch(directive ->
                        directive.name().equals(name) && fieldNames(directive).isEmpty());
    }

    /** None if there is no argument or if it is not a list of field names: then the directive is about everything. */
    private static List<String> fieldNames(Directive directive) {
        List<String> names = FieldList.names(unquoted(directive.argument().orElse("")));
        return names.stream().allMatch(FieldList::isToken) ? names : List.of();
    }

    private OptionalLong seconds(String name) {
        for (Directive directive : directives) {
            if (directive.name().equals(name)) {
                return OptionalLong.of(
                        DeltaSeconds.parse(unquoted(directive.argument().orElse("")))
                                .orElse(0));
            }
        }
        return OptionalLong.empty();
    }

    private static String unquoted(String argument) {
        boolean quoted = argument.length() >= 2 && argument.startsWith("\"") && argument.endsWith("\"");
        return quoted ? argument.substring(1, argument.length() - 1) : argument;
    }
}
