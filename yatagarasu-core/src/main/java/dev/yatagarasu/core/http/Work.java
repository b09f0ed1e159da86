package dev.yatagarasu.core.http;

/**
 * The rest of a request that could not be answered from memory. A front end runs it exactly once, on a thread that may
 * block; what {@code begin} found out is carried along, so nothing is checked or counted twice.
 */
public non-sealed interface Work extends Begun {

    /** Does the rest. Blocks; never throws for anything that a client or storage did: that is an answer too. */
    Answer finish();

    /** Gives the request up: because the server stops, in place of {@link #finish}, or because that has thrown. */
    void abandon();
}
