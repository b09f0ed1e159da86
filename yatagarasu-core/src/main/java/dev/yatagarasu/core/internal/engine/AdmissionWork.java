package dev.yatagarasu.core.internal.engine;

import dev.yatagarasu.core.http.Answer;
import dev.yatagarasu.core.http.Begun;
import dev.yatagarasu.core.http.Work;
import java.util.function.Supplier;

/** The slow lane of a request about which identity or policy has to be asked; if it may go on, it begins to read. */
final class AdmissionWork implements Work {
    private final Responder responder;
    private final Admission admission;
    private final Supplier<Begun> read;

    AdmissionWork(Responder responder, Admission admission, Supplier<Begun> read) {
        this.responder = responder;
        this.admission = admission;
        this.read = read;
    }

    @Override
    public Answer finish() {
        try {
            return switch (admission.finish()) {
                case AdmissionResult.Refused refused -> refused.answer();
                case AdmissionResult.Admitted admitted -> finished(read.get());
            };
        } catch (Throwable e) {
            return responder.unforeseen(e);
        }
    }

    private static Answer finished(Begun reading) {
        return switch (reading) {
            case Answer answer -> answer;
            case Work work -> work.finish();
        };
    }

    @Override
    public void abandon() {
        responder.done(0, false);
    }
}
