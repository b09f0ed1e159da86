package dev.yatagarasu.core.warmup;

/** The maximum number of warm-ups is running already: wait for one to end, or cancel one. */
public final class TooManyWarmUpsException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception with the maximum number of warm-ups. */
    public TooManyWarmUpsException(int most) {
        super(most + " warm-ups are at work already: wait for one to end, or cancel one");
    }
}
