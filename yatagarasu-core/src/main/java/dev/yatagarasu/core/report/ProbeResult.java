package dev.yatagarasu.core.report;

/**
 * What a probe found.
 *
 * @param what what was probed, for example {@code storage of bucket files}
 * @param answers whether it can be used
 * @param detail more about it, or what is wrong; for operators
 */
public record ProbeResult(String what, boolean answers, String detail) {
    @Override
    public String toString() {
        return what + ": " + detail;
    }
}
