package dev.yatagarasu.core.internal.storage.filesystem;

import dev.yatagarasu.api.storage.ListPage;
import dev.yatagarasu.api.storage.ListRequest;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One page of the files in a tree, in the order of their keys. A directory stands in its parent's order with a slash
 * behind its name, so that the order of siblings is that of all keys below them; whatever cannot hold a key of the page is
 * not looked into. Links to directories are not followed: they may lead in circles.
 */
final class FileListing {
    private final FileTree tree;
    private final ListRequest request;
    private final String after;
    private final List<ListPage.Entry> found = new ArrayList<>();

    FileListing(FileTree tree, ListRequest request) {
        this.tree = tree;
        this.request = request;
        this.after = request.after().orElse("");
    }

    /** Reads the page: the files after the last one of the page before. */
    ListPage page() throws IOException {
        if (!tree.isThere()) {
            throw new IOException("the directory '" + tree.root() + "' is gone");
        }
        boolean more = !walk(tree.root(), "");
        return new ListPage(found, more ? Optional.of(found.getLast().key()) : Optional.empty());
    }

    /** False as soon as the page is full and there is more. */
    private boolean walk(Path directory, String start) throws IOException {
        for (Map.Entry<String, Path> child : children(directory, start).entrySet()) {
            String key = child.getKey();
            boolean goesOn = key.endsWith("/") ? walk(child.getValue(), key) : add(key);
            if (!goesOn) {
                return false;
            }
        }
        return true;
    }

    private Map<String, Path> children(Path directory, String start) throws IOException {
        Map<String, Path> children = new TreeMap<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
            for (Path path : all) {
                boolean below = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
                String key = start + path.getFileName() + (below ? "/" : "");
                if (below ? mayHold(key) : key.startsWith(request.prefix()) && isAfter(key)) {
                    children.put(key, path);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            // Gone since its parent was read.
        }
        return children;
    }

    private boolean mayHold(String directory) {
        boolean onTheWay =
                directory.startsWith(request.prefix()) || request.prefix().startsWith(directory);
        return onTheWay && (isAfter(directory) || after.startsWith(directory));
    }

    private boolean isAfter(String key) {
        return request.after().isEmpty() || key.compareTo(after) > 0;
    }

    private boolean add(String key) throws IOException {
        Optional<Path> file = tree.find(key);
        if (file.isEmpty()) {
            return true;
        }
        if (found.size() == request.limit()) {
            return false;
        }
        found.add(new ListPage.Entry(key, Files.size(file.get())));
        return true;
    }
}
