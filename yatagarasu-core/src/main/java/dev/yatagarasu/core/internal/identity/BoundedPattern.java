package dev.yatagarasu.core.internal.identity;

import java.util.regex.Pattern;

/**
 * A regular expression that gives up: on long texts, and after many steps. The expression is the operator's, but the text
 * is somebody else's, and some pairs of them would never end.
 */
final class BoundedPattern {
    private static final int LONGEST_TEXT = 1024;
    private static final int MOST_STEPS = 200_000;

    private final Pattern pattern;

    BoundedPattern(String regex) {
        this.pattern = Pattern.compile(regex);
    }

    /** Whether the whole text matches; if that cannot be said with the steps there are, it does not. */
    boolean matches(String text) {
        try {
            return text.length() <= LONGEST_TEXT
                    && pattern.matcher(new Counted(text)).matches();
        } catch (TooManyStepsException | StackOverflowError e) {
            return false;
        }
    }

    private static final class TooManyStepsException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManyStepsException() {
            super(null, null, false, false);
        }
    }

    /** Counts how often the matcher looks at a character. */
    private static final class Counted implements CharSequence {
        private final String text;
        private int steps;

        Counted(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (++steps > MOST_STEPS) {
                throw new TooManyStepsException();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
