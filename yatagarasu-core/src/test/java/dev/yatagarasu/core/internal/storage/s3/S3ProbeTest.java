package dev.yatagarasu.core.internal.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.api.storage.StorageHealth;
import dev.yatagarasu.testkit.OriginFault;
import dev.yatagarasu.testkit.VerifyingOrigin;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3ProbeTest extends OriginTest {

    @Test
    void probe_missingObject_isUp() {
        assertThat(storage().probe()).isEqualTo(new StorageHealth.Up());
        assertThat(origin.lastRequest().headers().first("range")).contains("bytes=0-0");
    }

    @ParameterizedTest
    @CsvSource({"403, AccessDenied", "404, NoSuchKey", "416, InvalidRange", "404, ''", "403, ''"})
    void probe_answerThatNeedsWorkingKeys_isUp(int status, String code) {
        origin.next(OriginFault.error(status, code));
        assertThat(storage().probe()).isEqualTo(new StorageHealth.Up());
    }

    @ParameterizedTest
    @CsvSource({
        "403, SignatureDoesNotMatch, secret_key",
        "403, InvalidAccessKeyId, access_key",
        "403, RequestTimeTooSkewed, clock",
        "404, NoSuchBucket, s3.bucket",
        "301, PermanentRedirect, region",
        "400, ExpiredToken, session_token",
        "500, InternalError, 500",
        "503, SlowDown, overloaded",
    })
    void probe_refusedOrBroken_isDownAndSaysWhy(int status, String code, String word) {
        origin.next(OriginFault.error(status, code));
        assertThat(storage().probe())
                .isInstanceOfSatisfying(
                        StorageHealth.Down.class,
                        down -> assertThat(down.detail()).contains(word));
    }

    @Test
    void probe_wrongSecret_isDown() {
        assertThat(storage(config -> config.credentials(VerifyingOrigin.ACCESS_KEY, "wrong"))
                        .probe())
                .isInstanceOf(StorageHealth.Down.class);
    }

    @Test
    void probe_silentStorage_isDownWithinSeconds() {
        origin.next(OriginFault.silence());
        S3Storage storage = storage(config -> config.timeout(Duration.ofMinutes(5)));
        long start = System.nanoTime();
        assertThat(storage.probe()).isInstanceOf(StorageHealth.Down.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertThat(storage.pool().leased()).isZero();
    }
}
