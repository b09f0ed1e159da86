package dev.yatagarasu.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.storage.StorageException;
import org.junit.jupiter.api.Test;

/** What answers say of the cache is so, and no client's request shapes what the next one gets. */
class CacheTruthTest extends EngineTest {

    @Test
    void get_passesByAndStorageSentAnAge_carriesIt() {
        storage.put("x", "text", "etag", "\"e\"", "cache-control", "no-store", "age", "17");

        assertThat(get("/x").header("age")).isEqualTo("17");
        assertThat(get("/x").headers().all("age")).containsExactly("17");
    }

    @Test
    void get_passesByAndTheAgeIsNoNumber_hasNone() {
        storage.put("x", "text", "etag", "\"e\"", "cache-control", "no-store", "age", "old");

        assertThat(get("/x").headers().contains("age")).isFalse();
    }

    @Test
    void get_afterARangeBeyondTheEndOfAColdKey_isKeptAllTheSame() {
        assertThat(get("/a.txt", "range", "bytes=100-").status()).isEqualTo(416);
        get("/a.txt");

        assertThat(get("/a.txt").header("x-cache")).isEqualTo("HIT");
    }

    @Test
    void get_afterAHeadOfAnObjectWithoutAStrongTag_isKeptAllTheSame() {
        storage.put("weak", "text", "etag", "W/\"e\"");
        send("HEAD", "/weak");
        get("/weak");

        assertThat(get("/weak").header("x-cache")).isEqualTo("HIT");
    }

    @Test
    void get_headIsKnownButStorageFailsForTheBytes_isNoHit() {
        send("HEAD", "/a.txt");
        storage.fault = (call, honest) -> {
            throw new StorageException(StorageException.Kind.UNAVAILABLE, "down");
        };

        Reply reply = get("/a.txt");

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("x-cache")).isEqualTo("MISS");
        assertThat(reply.headers().contains("age")).isFalse();
    }
}
