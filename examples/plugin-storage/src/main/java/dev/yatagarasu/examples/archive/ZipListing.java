package dev.yatagarasu.examples.archive;

import dev.yatagarasu.api.storage.ListPage;
import dev.yatagarasu.api.storage.ListRequest;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Lists the objects of an archive in the order of their keys, so that a key says where the next page begins. */
final class ZipListing {
    private ZipListing() {}

    static ListPage page(ZipFile file, ListRequest request) {
        NavigableMap<String, ListPage.Entry> objects = new TreeMap<>();
        file.stream()
                .filter(entry -> isListed(entry, request))
                .forEach(entry -> objects.put(entry.getName(), new ListPage.Entry(entry.getName(), entry.getSize())));
        List<ListPage.Entry> page =
                objects.values().stream().limit(request.limit()).toList();
        boolean isLast = page.size() == objects.size();
        return new ListPage(
                page, isLast ? Optional.empty() : Optional.of(page.getLast().key()));
    }

    private static boolean isListed(ZipEntry entry, ListRequest request) {
        String name = entry.getName();
        return !entry.isDirectory()
                && name.startsWith(request.prefix())
                && request.after().filter(last -> name.compareTo(last) <= 0).isEmpty();
    }
}
