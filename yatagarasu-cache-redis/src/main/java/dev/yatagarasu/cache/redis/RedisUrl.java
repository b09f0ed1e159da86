package dev.yatagarasu.cache.redis;

import dev.yatagarasu.api.Secret;
import dev.yatagarasu.cache.redis.RedisConfig.Address;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a {@code redis://} url says. Read here and not by a library, so that no message ever repeats it: it may hold a
 * password.
 */
record RedisUrl(
        boolean encrypted,
        Address address,
        Optional<String> username,
        Optional<Secret> password,
        OptionalInt database) {
    static final int PORT = 6379;

    private static final Pattern URL = Pattern.compile("(redis|rediss)://(?:([^@/?#]*)@)?([^@/?#]+)(?:/([0-9]{0,5}))?");
    private static final Pattern ADDRESS =
            Pattern.compile("(?:\\[([0-9A-Fa-f:.%a-z]+)\\]|([\\p{IsAlphabetic}\\p{IsDigit}._-]+))(?::([0-9]{1,5}))?");

    /** Reads a url. The exception's message says what is wrong without any part of it. */
    static RedisUrl parse(String text) {
        Matcher url = URL.matcher(text);
        if (!url.matches()) {
            throw new IllegalArgumentException("is no redis:// or rediss:// url");
        }
        String user = Optional.ofNullable(url.group(2)).orElse("");
        int colon = user.indexOf(':');
        String name = colon < 0 ? user : user.substring(0, colon);
        String password = colon < 0 ? "" : user.substring(colon + 1);
        return new RedisUrl(
                url.group(1).equals("rediss"),
                address(url.group(3), PORT),
                decoded(name),
                decoded(password).map(Secret::of),
                database(Optional.ofNullable(url.group(4)).orElse("")));
    }

    /** Reads {@code host}, {@code host:port} or {@code [IPv6]:port}. */
    static Address address(String text, int defaultPort) {
        Matcher address = ADDRESS.matcher(text);
        if (!address.matches()) {
            throw new IllegalArgumentException("names no host and port");
        }
        int port = address.group(3) == null ? defaultPort : Integer.parseInt(address.group(3));
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("has a port that is not from 1 to 65535");
        }
        String host = address.group(1) == null ? address.group(2) : address.group(1);
        return new Address(host, port);
    }

    private static OptionalInt database(String digits) {
        return digits.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(digits));
    }

    private static Optional<String> decoded(String text) {
        try {
            String plain = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
            return plain.isEmpty() ? Optional.empty() : Optional.of(plain);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("has a percent sign that begins no escape in its user or password", e);
        }
    }
}
