package dev.yatagarasu.core.internal.engine;

import dev.yatagarasu.core.http.Answer;
import dev.yatagarasu.core.http.Begun;
import dev.yatagarasu.core.http.Work;
import java.util.function.Supplier;

/** The slow lane of a request about which identity or policy has to be asked; if it may go on, it begins to read. */
final class AdmissionWork implements Work {
    private final Exchange exchange;
    private final Admission admission;
    private final Supplier<Begun> read;

    AdmissionWork(Exchange exchange, Admission admission, Supplier<Begun> read) {
        this.exchange = exchange;
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
            return exchange.unforeseen(e);
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
        exchange.done(0, false);
    }
}
