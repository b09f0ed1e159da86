package dev.yatagarasu.core.internal.storage.s3;

import dev.yatagarasu.api.storage.StorageBackend;
import dev.yatagarasu.testkit.OriginFault;
import dev.yatagarasu.testkit.OriginObject;
import dev.yatagarasu.testkit.StorageBackendContract;
import dev.yatagarasu.testkit.VerifyingOrigin;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;

/** The contract against an origin that can hold keys which real servers cannot. */
class S3StorageOriginContractTest extends StorageBackendContract {
    private final VerifyingOrigin origin = VerifyingOrigin.start();
    private final S3Storage storage =
            S3Storage.open(OriginTest.configFor(origin).build(), OriginTest.context(Clock.systemUTC()));

    S3StorageOriginContractTest() {
        origin.createBucket(OriginTest.BUCKET);
    }

    @AfterEach
    void stop() {
        storage.close();
        origin.close();
    }

    @Override
    protected StorageBackend backend() {
        return storage;
    }

    @Override
    protected void store(String key, byte[] content, String contentType) {
        origin.put(OriginTest.BUCKET, key, OriginObject.of(content, contentType));
    }

    @Override
    protected boolean storeUnsized(String key, byte[] content) {
        origin.next(OriginFault.chunked("ETag: \"v1\"\r\n", new String(content, StandardCharsets.ISO_8859_1)));
        return true;
    }

    @Override
    protected Stream<String> oddKeys() {
        Stream<String> onlyHere = Stream.of(
                "/",
                "//",
                "/leading.txt",
                "double//slash.txt",
                "a///b//c",
                "trailing/",
                "trailing//",
                "../up.txt",
                "a/../b.txt",
                "a/./b.txt",
                "%2e%2e/x",
                "back\\slash",
                "tab\tline\n",
                "+",
                "a b+c%20d",
                "\u007f\u0001",
                "https://example.org/x?y=z#f");
        return Stream.concat(super.oddKeys(), onlyHere);
    }
}
