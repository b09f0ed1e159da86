package dev.yatagarasu.bench.cli;

import java.io.IOException;

/**
 * A program on the command line.
 *
 * @param name what it is called
 * @param usage how to call it
 */
public record Program(String name, String usage) {

    /** What a program does. */
    public interface Work {
        /** Does it. A {@link UsageException} says that it was called wrongly, the others that it has failed. */
        void run() throws IOException, InterruptedException;
    }

    /** Runs it and returns its exit code: 0 done; 1 something failed; 2 bad usage. */
    public int run(Work work) throws InterruptedException {
        try {
            work.run();
            return 0;
        } catch (UsageException e) {
            System.err.print(name + ": " + e.getMessage() + "\n" + usage);
            return 2;
        } catch (IOException | IllegalStateException e) {
            System.err.println(name + ": " + e.getMessage());
            return 1;
        }
    }
}
