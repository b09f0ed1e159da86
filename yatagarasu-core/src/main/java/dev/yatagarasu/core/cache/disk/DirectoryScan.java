package dev.yatagarasu.core.cache.disk;

import dev.yatagarasu.api.YatagarasuException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows a tier every file of its directory once. If the directory cannot be read, the tier goes on looking for each object
 * on the disk, and the next start tries again.
 */
final class DirectoryScan implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(DirectoryScan.class);

    private final CacheDirectory directory;
    private final Visitor visitor;

    /** Who is shown the files. */
    interface Visitor {
        /** One file, or something that is none; false if no more are wanted. */
        boolean visit(Path file, int folder) throws IOException;

        /** There were no others. */
        void end() throws IOException;
    }

    DirectoryScan(CacheDirectory directory, Visitor visitor) {
        this.directory = directory;
        this.visitor = visitor;
    }

    @Override
    public void run() {
        boolean complete = true;
        for (int folder = 0; folder < CacheDirectory.FOLDERS && complete; folder++) {
            complete = show(folder);
        }
        if (complete) {
            end();
        }
    }

    private boolean show(int folder) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory.folder(folder))) {
            for (Path file : files) {
                if (!visitor.visit(file, folder)) {
                    return false;
                }
            }
            return true;
        } catch (IOException | DirectoryIteratorException e) {
            LOG.warn("cannot read all of the cache directory {}", directory.folder(folder), e);
            return false;
        }
    }

    private void end() {
        try {
            visitor.end();
        } catch (IOException | YatagarasuException e) {
            LOG.warn("the cache directory {} was read, but then it failed", directory, e);
        }
    }
}
