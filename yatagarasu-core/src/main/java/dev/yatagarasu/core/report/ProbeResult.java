package dev.yatagarasu.core.report;

/**
 * The result of a probe.
 *
 * @param what the probed component, for example {@code storage of bucket files}
 * @param answers whether it answers and can be used
 * @param detail more information, or the problem; for operators
 */
public record ProbeResult(String what, boolean answers, String detail) {
    @Override
    public String toString() {
        return what + ": " + detail;
    }
}
