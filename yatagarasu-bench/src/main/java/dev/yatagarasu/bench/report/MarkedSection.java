package dev.yatagarasu.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The part of a Markdown file that a program writes: what stands between {@code <!-- NAME:begin -->} and {@code <!--
 * NAME:end -->}.
 */
public final class MarkedSection {
    private final Path file;
    private final String begin;
    private final String end;

    /** The section of that name in that file, which need not exist yet. */
    public MarkedSection(Path file, String name) {
        this.file = file;
        this.begin = "<!-- " + name + ":begin -->";
        this.end = "<!-- " + name + ":end -->";
    }

    /**
     * Throws unless {@link #write} will find where to write.
     *
     * @throws IOException if the file is there without both marks
     */
    public void check() throws IOException {
        if (Files.exists(file)) {
            replaced(Files.readString(file), "");
        }
    }

    /** Replaces what stands in the section; a file that is not there is made with nothing else in it. */
    public void write(String text) throws IOException {
        String before = Files.exists(file) ? Files.readString(file) : begin + "\n" + end + "\n";
        Files.writeString(file, replaced(before, text));
    }

    /**
     * Whether exactly that text stands in the section.
     *
     * @throws IOException if the file is not there, or without both marks
     */
    public boolean holds(String text) throws IOException {
        String now = Files.readString(file);
        return now.equals(replaced(now, text));
    }

    private String replaced(String before, String text) throws IOException {
        int from = before.indexOf(begin);
        int to = before.indexOf(end);
        if (from < 0 || to < from) {
            throw new IOException(file + " has no section to write to: add the lines " + begin + " and " + end
                    + ", or name a new file");
        }
        return before.substring(0, from + begin.length()) + "\n" + text + before.substring(to);
    }
}
