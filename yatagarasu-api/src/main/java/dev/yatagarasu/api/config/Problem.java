package dev.yatagarasu.api.config;

/**
 * One thing wrong with a configuration.
 *
 * @param path where in the tree, for example {@code buckets[0].s3.region}; empty for the document itself
 * @param line line in the file, from 1; 0 when the configuration does not come from a file
 * @param message what was found, what is accepted and what to do
 */
public record Problem(String path, int line, String message) {
    @Override
    public String toString() {
        String where = line == 0 ? path : path.isEmpty() ? "line " + line : "line " + line + ", " + path;
        return where.isEmpty() ? message : where + ": " + message;
    }
}
