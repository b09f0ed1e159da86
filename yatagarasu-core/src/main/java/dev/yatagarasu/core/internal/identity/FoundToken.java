package dev.yatagarasu.core.internal.identity;

/** What a request has where a token may be. */
sealed interface FoundToken {
    /** Nothing. */
    FoundToken NONE = new None();

    /** Nothing. */
    record None() implements FoundToken {}

    /**
     * A token, about which nothing is known but that it is not too long.
     *
     * @param text the token
     */
    record Token(String text) implements FoundToken {
        /** Longer ones are refused unseen; header fields are hardly longer anywhere. */
        private static final int LONGEST = 16 * 1024;

        static FoundToken of(String text) {
            if (text.isEmpty()) {
                return new Unusable("the token is empty");
            }
            return text.length() > LONGEST ? new Unusable("the token is longer than 16 KB") : new Token(text);
        }

        /** Without the token. */
        @Override
        public String toString() {
            return "Token";
        }
    }

    /**
     * Something that cannot be a token, or more than one.
     *
     * @param reason what is wrong with it
     */
    record Unusable(String reason) implements FoundToken {}
}
