package dev.yatagarasu.core.internal.identity;

import dev.yatagarasu.core.config.JwtAlgorithm;
import java.util.List;
import java.util.Optional;

/**
 * Keys that are in use at one time.
 *
 * @param keys the keys
 */
record KeyRing(List<VerificationKey> keys) {
    /** A token that more keys might have signed is not worth the work. */
    private static final int MOST_TRIED = 4;

    static final KeyRing EMPTY = new KeyRing(List.of());

    KeyRing {
        keys = List.copyOf(keys);
    }

    /**
     * The keys that may have signed a token: those of its {@code kid}, else those without any; where it names none, all that
     * fit. None if there are too many.
     */
    List<VerificationKey> candidates(JwtAlgorithm algorithm, Optional<String> keyId) {
        List<VerificationKey> fitting =
                keys.stream().filter(key -> key.accepts(algorithm)).toList();
        if (keyId.isPresent()) {
            List<VerificationKey> named =
                    fitting.stream().filter(key -> key.id().equals(keyId)).toList();
            fitting = named.isEmpty()
                    ? fitting.stream().filter(key -> key.id().isEmpty()).toList()
                    : named;
        }
        return fitting.size() > MOST_TRIED ? List.of() : fitting;
    }

    /** This ring, with the very keys of {@code before} where they are the same; those it has not are retired. */
    KeyRing replacing(KeyRing before) {
        List<VerificationKey> kept = keys.stream()
                .map(key ->
                        before.keys.stream().filter(key::isSameAs).findFirst().orElse(key))
                .toList();
        before.keys.stream().filter(key -> !kept.contains(key)).forEach(VerificationKey::retire);
        return new KeyRing(kept);
    }
}
