package dev.yatagarasu.auth.openfga;

import dev.yatagarasu.api.Secret;
import java.time.Duration;
import java.time.Instant;

/**
 * A token that was given for a time.
 *
 * @param token the token
 * @param givenAt since when
 * @param renewAt from when on to look for the next one, at four fifths of its lifetime
 * @param endsAt from when on not to use it any more, a little before the provider says
 */
record IssuedToken(Secret token, Instant givenAt, Instant renewAt, Instant endsAt) {
    private static final Duration LONGEST_MARGIN = Duration.ofSeconds(10);

    static IssuedToken of(Secret token, Instant asked, Duration lifetime) {
        Duration tenth = lifetime.dividedBy(10);
        Duration margin = tenth.compareTo(LONGEST_MARGIN) < 0 ? tenth : LONGEST_MARGIN;
        return new IssuedToken(
                token,
                asked,
                asked.plus(lifetime.multipliedBy(4).dividedBy(5)),
                asked.plus(lifetime).minus(margin));
    }
}
