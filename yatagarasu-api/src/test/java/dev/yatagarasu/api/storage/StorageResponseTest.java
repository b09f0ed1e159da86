package dev.yatagarasu.api.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.http.Headers;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class StorageResponseTest {
    private static final Headers HEADERS = Headers.of("etag", "\"a\"");
    private static final ByteRange.Span SPAN = new ByteRange.Span(1, 2);

    private final InputStream body = InputStream.nullInputStream();
    private final InputStream other = InputStream.nullInputStream();

    @Test
    void withBody_eachKind_keepsTheRest() {
        assertThat(new StorageResponse.Whole(HEADERS, 5, body).withBody(other))
                .isEqualTo(new StorageResponse.Whole(HEADERS, 5, other));
        assertThat(new StorageResponse.Unsized(HEADERS, true, body).withBody(other))
                .isEqualTo(new StorageResponse.Unsized(HEADERS, true, other));
        assertThat(new StorageResponse.Partial(HEADERS, SPAN, 5, body).withBody(other))
                .isEqualTo(new StorageResponse.Partial(HEADERS, SPAN, 5, other));
    }
}
