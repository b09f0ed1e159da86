package dev.yatagarasu.testkit;

import java.util.List;

/** Names that a careless hand would mix up on their way to a policy service. */
final class AuthorizerSamples {
    /** Keys of which each is another, however alike they look or however a careless hand would write them. */
    static final List<String> KEYS = List.of(
            "plain.txt",
            "Plain.txt",
            "plain.txt/",
            "plain",
            "a b",
            "a+b",
            "a%20b",
            "a  b",
            " a b",
            "a/b",
            "a//b",
            "a/b/",
            "a:b",
            "a#b",
            "a@b",
            "a*b",
            "a?b",
            "a&b=c",
            "a\"b",
            "a'b",
            "a\\b",
            "a\\\\b",
            "a\nb",
            "a\tb",
            "${a}",
            "{\"a\":true}",
            "true",
            "null",
            "1",
            "1.0",
            "\u00e9",
            "e\u0301",
            "\u212b",
            "\u00c5",
            "\ud83d\ude00",
            "\ufeffa",
            "\u2028",
            "\uffff");

    /** Ids of principals, of which each is another too. */
    static final List<String> PRINCIPALS = List.of(
            "alice",
            "Alice",
            "alice ",
            "al ice",
            "alice@example.com",
            "alice+files@example.com",
            "auth0|5f7c8ec7c33c6c004bbafe82",
            "user:alice",
            "alice:bob",
            "group:all#member",
            "*",
            "user:*",
            "a/b",
            "a\"b",
            "a\\b",
            "a\nb",
            "true",
            "1",
            "j\u00fcrgen",
            "ju\u0308rgen",
            "\ud83d\ude00");

    private AuthorizerSamples() {}
}
