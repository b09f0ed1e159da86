package dev.yatagarasu.bench.conformance;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Carries the response fields of the suite's own making across the server, which passes on nothing but what describes an object,
 * and its metadata: so that is what they become on the way, where {@code Connection} names them as well. Fields that are not
 * made up by the suite stay what they are, whether the server passes them on or not.
 */
final class CarriedFields {
    private static final String METADATA = "x-amz-meta-";
    private static final String CONNECTION = "connection:";

    private static final Set<String> OF_THE_SUITE = Set.of(
            "a",
            "b",
            "c",
            "capability-seen",
            "client-request-count",
            "content-foo",
            "request-numbers",
            "server-base-url",
            "server-now",
            "server-request-count",
            "template-a",
            "test-header",
            "x-content-foo",
            "x-test-header");

    private CarriedFields() {}

    /** What the server gets of the origin's answer. */
    static RequestHead intoMetadata(RequestHead answer) {
        return renamed(answer, CarriedFields::isOfTheSuite, name -> METADATA + name);
    }

    /** What the client gets of the server's. */
    static RequestHead outOfMetadata(RequestHead answer) {
        return renamed(answer, name -> name.startsWith(METADATA), name -> name.substring(METADATA.length()));
    }

    private static boolean isOfTheSuite(String name) {
        return OF_THE_SUITE.contains(name);
    }

    private static RequestHead renamed(RequestHead answer, Predicate<String> which, UnaryOperator<String> name) {
        UnaryOperator<String> rename = old -> which.test(old.toLowerCase(Locale.ROOT)) ? name.apply(old) : old;
        return new RequestHead(
                answer.text().lines().map(line -> field(line, rename) + "\r\n").collect(Collectors.joining()));
    }

    private static String field(String line, UnaryOperator<String> rename) {
        int colon = line.startsWith("HTTP/") ? -1 : line.indexOf(':');
        if (colon < 0) {
            return line;
        }
        String value = line.substring(colon);
        return line.toLowerCase(Locale.ROOT).startsWith(CONNECTION)
                ? line.substring(0, colon) + ": " + names(value.substring(1), rename)
                : rename.apply(line.substring(0, colon)) + value;
    }

    private static String names(String list, UnaryOperator<String> rename) {
        return Arrays.stream(list.split(",", -1)).map(String::strip).map(rename).collect(Collectors.joining(", "));
    }
}
