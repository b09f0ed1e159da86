package dev.yatagarasu.core.internal.cache.disk;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows a tier every file of its directory once. If not all of the directory can be read, the tier goes on looking for each
 * object on the disk, and the next start tries again.
 */
final class DirectoryScan implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(DirectoryScan.class);

    private final CacheDirectory directory;
    private final Visitor visitor;
    private boolean wanted = true;
    private boolean complete = true;

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
        for (int folder = 0; folder < CacheDirectory.FOLDERS && wanted; folder++) {
            show(folder);
        }
        if (complete && wanted) {
            end();
        }
    }

    private void show(int folder) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory.folder(folder))) {
            Iterator<Path> each = files.iterator();
            while (wanted && each.hasNext()) {
                show(each.next(), folder);
            }
        } catch (IOException | DirectoryIteratorException e) {
            failed(directory.folder(folder), e);
        }
    }

    /** Whatever is thrown, there are other files. */
    private void show(Path file, int folder) {
        try {
            wanted = visitor.visit(file, folder);
        } catch (Throwable e) {
            failed(file, e);
        }
    }

    private void failed(Path path, Throwable e) {
        if (complete) {
            LOG.warn("cannot read all of the cache directory {}: {} failed, and perhaps others", directory, path, e);
        }
        complete = false;
    }

    private void end() {
        try {
            visitor.end();
        } catch (Throwable e) {
            LOG.warn("the cache directory {} was read, but then it failed", directory, e);
        }
    }
}
