package dev.yatagarasu.core.internal.cache.freshness;

import dev.yatagarasu.api.http.Headers;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The tags by which an object can be purged: its metadata {@code x-amz-meta-cache-tag}, divided by commas. */
public final class CacheTags {
    private static final String FIELD = "x-amz-meta-cache-tag";
    private static final int MOST_TAGS = 100;
    private static final int LONGEST_TAG = 256;

    private CacheTags() {}

    /**
     * The tags in their order, each once, without white space around them and with their letter case. At most {@value
     * #MOST_TAGS} of up to {@value #LONGEST_TAG} characters, which is more than S3 lets metadata hold; others are left
     * out.
     */
    public static List<String> of(Headers headers) {
        if (!headers.contains(FIELD)) {
            return List.of();
        }
        Set<String> tags = new LinkedHashSet<>();
        for (String field : headers.all(FIELD)) {
            for (String part : field.split(",", -1)) {
                String tag = FieldList.strip(part);
                if (!tag.isEmpty() && tag.length() <= LONGEST_TAG && tags.size() < MOST_TAGS) {
                    tags.add(tag);
                }
            }
        }
        return List.copyOf(tags);
    }
}
