package dev.yatagarasu.api.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes a {@link ConfigNode} tree from maps, lists and scalars. */
record CodeTree(Problems problems) {

    ConfigNode mapping(String path, Map<?, ?> values) {
        Map<String, ConfigNode> children = new LinkedHashMap<>();
        values.forEach((key, child) ->
                children.put(key.toString(), node(ConfigNode.join(path, key.toString()), child)));
        return ConfigNode.mapping(problems, path, 0, children);
    }

    private ConfigNode sequence(String path, List<?> values) {
        List<ConfigNode> items = new ArrayList<>();
        values.forEach(value -> items.add(node(path + "[" + items.size() + "]", value)));
        return ConfigNode.sequence(problems, path, 0, items);
    }

    private ConfigNode node(String path, Object value) {
        return switch (value) {
            case Map<?, ?> map -> mapping(path, map);
            case List<?> list -> sequence(path, list);
            default -> ConfigNode.scalar(problems, path, 0, value.toString());
        };
    }
}
