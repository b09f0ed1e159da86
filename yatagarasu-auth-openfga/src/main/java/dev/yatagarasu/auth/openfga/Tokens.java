package dev.yatagarasu.auth.openfga;

import dev.yatagarasu.api.Secret;
import dev.yatagarasu.auth.http.Deadline;
import java.util.Optional;

/** Where the tokens come from that OpenFGA is asked with. May block; safe from any thread. */
interface Tokens extends AutoCloseable {

    /** A token to ask with now, if any is needed. Throws if there is none to be had in time. */
    Optional<Secret> token(Deadline deadline);

    /** OpenFGA refused this token; whether there may be another one. */
    boolean refused(Secret token);

    @Override
    void close();

    /** Always the same one, or always none. */
    record Fixed(Optional<Secret> value) implements Tokens {
        @Override
        public Optional<Secret> token(Deadline deadline) {
            return value;
        }

        @Override
        public boolean refused(Secret token) {
            return false;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
