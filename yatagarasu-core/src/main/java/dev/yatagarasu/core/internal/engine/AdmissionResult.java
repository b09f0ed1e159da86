package dev.yatagarasu.core.internal.engine;

import dev.yatagarasu.core.http.Answer;

/** Whether a request may go on to the object it names. */
sealed interface AdmissionResult {

    /** It may. */
    record Admitted() implements AdmissionResult {}

    /**
     * It may not.
     *
     * @param answer what the client gets
     */
    record Refused(Answer answer) implements AdmissionResult {}
}
