package dev.yatagarasu.auth.openfga;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the objects of one kind are named: a type of the model, and an id of fixed text and placeholders. Different values
 * never give the same name.
 */
final class NameTemplate {
    static final Pattern NAME_IN_MODEL = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_./-]{0,49}");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)}");

    /** Fixed text that needs no encoding, and no brace left over from a mistyped placeholder. */
    private static final Pattern FIXED = Pattern.compile("[\\p{Alnum}_.~/=,;!$&'()+|@-]*");

    /** Fixed text, or a placeholder. */
    private record Part(boolean placeholder, String text) {}

    private final String type;
    private final List<Part> parts;

    private NameTemplate(String type, List<Part> parts) {
        this.type = type;
        this.parts = parts;
    }

    /** Reads {@code TYPE:ID}. The message of the exception says what is wrong with it. */
    static NameTemplate parse(String text, Set<String> placeholders) {
        int colon = text.indexOf(':');
        if (colon < 0 || !NAME_IN_MODEL.matcher(text.substring(0, colon)).matches()) {
            throw new IllegalArgumentException("must be a type of the model, a colon and an id");
        }
        List<Part> parts = split(text.substring(colon + 1));
        for (Part part : parts) {
            check(part, placeholders);
        }
        checkSeparated(parts);
        return new NameTemplate(text.substring(0, colon), parts);
    }

    private static List<Part> split(String id) {
        List<Part> parts = new ArrayList<>();
        Matcher matcher = PLACEHOLDER.matcher(id);
        int end = 0;
        while (matcher.find()) {
            parts.add(new Part(false, id.substring(end, matcher.start())));
            parts.add(new Part(true, matcher.group(1)));
            end = matcher.end();
        }
        parts.add(new Part(false, id.substring(end)));
        return List.copyOf(parts);
    }

    private static void check(Part part, Set<String> placeholders) {
        boolean fine = part.placeholder()
                ? placeholders.contains(part.text())
                : FIXED.matcher(part.text()).matches();
        if (!fine) {
            Set<String> braced = new TreeSet<>();
            placeholders.forEach(name -> braced.add("{" + name + "}"));
            throw new IllegalArgumentException(
                    "may hold " + String.join(", ", braced) + ", and text without spaces and : # * %");
        }
    }

    /** A bucket's name holds no slash: behind one, nobody can take the key's begin for the bucket's end. */
    private static void checkSeparated(List<Part> parts) {
        for (int i = 2; i < parts.size() - 2; i += 2) {
            if (!parts.get(i).text().contains("/")) {
                throw new IllegalArgumentException("must have a slash between its placeholders");
            }
        }
    }

    String type() {
        return type;
    }

    boolean uses(String placeholder) {
        return parts.contains(new Part(true, placeholder));
    }

    /** The object's name; {@code values} has all placeholders. */
    String expand(Map<String, String> values) {
        StringBuilder id = new StringBuilder();
        for (Part part : parts) {
            String text = part.placeholder() ? ObjectId.escape(values.getOrDefault(part.text(), "")) : part.text();
            id.append(text);
        }
        return ObjectId.name(type, id.toString());
    }
}
