package dev.yatagarasu.core.http;

/**
 * The rest of a request that could not be answered from memory. A front end runs it exactly once, on a thread that may
 * block; it keeps the results of {@code begin}, so nothing is checked or counted twice.
 */
public non-sealed interface Work extends Begun {

    /** Completes the request. Blocks. Does not throw for errors of the client or of storage: these are answers, too. */
    Answer finish();

    /** Abandons the request: instead of {@link #finish} because the server stops, or because that has thrown. */
    void abandon();
}
