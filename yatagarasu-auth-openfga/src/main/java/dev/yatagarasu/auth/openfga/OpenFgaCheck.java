package dev.yatagarasu.auth.openfga;

import java.util.List;

/** What a request asks OpenFGA, or why there is nothing to ask. */
sealed interface OpenFgaCheck {

    /**
     * A check.
     *
     * @param tuple whether this holds
     * @param contextual what holds for the time of the question: which folder is in which
     */
    record Check(TupleKey tuple, List<TupleKey> contextual) implements OpenFgaCheck {
        public Check {
            contextual = List.copyOf(contextual);
        }
    }

    /** No question can be asked: nobody is identified, or somebody or something has no name that OpenFGA takes. */
    record Refused(String reason) implements OpenFgaCheck {}
}
