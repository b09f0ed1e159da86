package dev.yatagarasu.core.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A metric's name and labels in one string, since a {@code MetricRegistry} has only names:
 * {@code name{label="value",...}}. Label values must not contain quotes; names in the configuration cannot.
 *
 * @param name the metric's name
 * @param labels label values by name, in order
 */
public record LabeledName(String name, Map<String, String> labels) {
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    /** The registry name of a metric with alternating label names and values. */
    public static String of(String name, String... labelsAndValues) {
        StringBuilder text = new StringBuilder(name);
        for (int i = 0; i < labelsAndValues.length; i += 2) {
            text.append(i == 0 ? '{' : ',')
                    .append(labelsAndValues[i])
                    .append("=\"")
                    .append(labelsAndValues[i + 1])
                    .append('"');
        }
        return labelsAndValues.length == 0 ? name : text.append('}').toString();
    }

    /** The same name with one more label, the last. */
    public static String with(String registryName, String label, String value) {
        boolean first = registryName.indexOf('{') < 0;
        String before = first ? registryName + "{" : registryName.substring(0, registryName.length() - 1) + ",";
        return before + label + "=\"" + value + "\"}";
    }

    /** Parses a registry name. */
    public static LabeledName parse(String registryName) {
        int brace = registryName.indexOf('{');
        if (brace < 0) {
            return new LabeledName(registryName, Map.of());
        }
        Map<String, String> labels = new LinkedHashMap<>();
        Matcher label = LABEL.matcher(registryName).region(brace + 1, registryName.length());
        while (label.find()) {
            labels.put(label.group(1), label.group(2));
        }
        return new LabeledName(registryName.substring(0, brace), labels);
    }
}
