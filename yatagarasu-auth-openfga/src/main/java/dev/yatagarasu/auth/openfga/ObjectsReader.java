package dev.yatagarasu.auth.openfga;

import dev.yatagarasu.api.config.ConfigNode;
import dev.yatagarasu.auth.openfga.OpenFgaConfig.Objects;
import dev.yatagarasu.auth.openfga.OpenFgaConfig.Parents;
import java.util.Optional;
import java.util.Set;

/** Reads the templates of {@code openfga.objects}, and looks whether they could give two objects one name. */
final class ObjectsReader {
    private final ConfigNode node;

    private ObjectsReader(ConfigNode node) {
        this.node = node;
    }

    static Objects read(ConfigNode node, Parents parents) {
        Objects defaults = OpenFgaConfigReader.OBJECTS;
        Objects objects = new Objects(
                node.string("file").orElse(defaults.file()),
                node.string("folder").orElse(defaults.folder()),
                node.string("bucket").orElse(defaults.bucket()));
        new ObjectsReader(node).check(objects, parents);
        return objects;
    }

    private void check(Objects objects, Parents parents) {
        Optional<NameTemplate> file = template("file", objects.file(), ObjectNames.IN_FILE);
        Optional<NameTemplate> folder = template("folder", objects.folder(), ObjectNames.IN_FOLDER);
        Optional<NameTemplate> bucket = template("bucket", objects.bucket(), ObjectNames.IN_BUCKET);
        if (file.isPresent() && folder.isPresent() && bucket.isPresent()) {
            checkTypes(file.get(), folder.get());
            if (parents.contextual()) {
                checkParents(file.get(), folder.get(), bucket.get());
            }
        }
    }

    private Optional<NameTemplate> template(String key, String text, Set<String> placeholders) {
        try {
            return Optional.of(NameTemplate.parse(text, placeholders));
        } catch (IllegalArgumentException e) {
            node.problem(key, e.getMessage() + ", found " + node.describe(key));
            return Optional.empty();
        }
    }

    /** The file {@code a} and the folder {@code a/} are two objects. */
    private void checkTypes(NameTemplate file, NameTemplate folder) {
        boolean both = file.uses(ObjectNames.KEY) && folder.uses(ObjectNames.PATH);
        if (both && file.type().equals(folder.type())) {
            node.problem("folder", "must have another type than file: a and a/ would be one object");
        }
    }

    private void checkParents(NameTemplate file, NameTemplate folder, NameTemplate bucket) {
        if (!file.uses(ObjectNames.KEY)) {
            node.problem("file", "must hold {key}, or parents.contextual must be false");
        }
        if (!folder.uses(ObjectNames.PATH)) {
            node.problem("folder", "must hold {path}, or parents.contextual must be false");
        }
        if (bucket.type().equals(folder.type()) || bucket.type().equals(file.type())) {
            node.problem("bucket", "must have another type than file and folder, or parents.contextual must be false");
        }
    }
}
