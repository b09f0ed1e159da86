package dev.yatagarasu.examples.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The fenced blocks of a Markdown file, in order. */
record Document(List<Block> blocks) {

    /** A block and what it is said to be. */
    record Block(String language, List<String> lines) {

        String text() {
            return String.join("\n", lines) + "\n";
        }

        /** The commands, each with the output shown for it; in a shell block every line is a command. */
        List<Step> steps() {
            List<Step> steps = new ArrayList<>();
            for (String line : lines) {
                if (language.equals("sh")) {
                    steps.add(new Step(line.replaceFirst("\\s+# .*", ""), new ArrayList<>()));
                } else if (line.startsWith("$ ")) {
                    steps.add(new Step(line.substring(2), new ArrayList<>()));
                } else {
                    steps.getLast().output().add(line);
                }
            }
            return steps;
        }
    }

    /** A command and the output shown for it. */
    record Step(String command, List<String> output) {

        /** The lines shown, without empty ones. */
        List<String> shown() {
            return output.stream().filter(line -> !line.isBlank()).toList();
        }
    }

    static Document read(Path file) throws IOException {
        List<Block> blocks = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("```")) {
                inside = !inside;
                if (inside) {
                    blocks.add(new Block(line.substring(3), new ArrayList<>()));
                }
            } else if (inside) {
                blocks.getLast().lines().add(line);
            }
        }
        return new Document(blocks);
    }
}
