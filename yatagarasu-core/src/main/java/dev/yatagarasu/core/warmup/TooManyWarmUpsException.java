package dev.yatagarasu.core.warmup;

/** So many warm-ups are at work that one more would be too many: wait for one to end, or cancel one. */
public final class TooManyWarmUpsException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /** Says how many are at work. */
    public TooManyWarmUpsException(int most) {
        super(most + " warm-ups are at work already: wait for one to end, or cancel one");
    }
}
