package dev.yatagarasu.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yatagarasu.core.config.Rate;
import dev.yatagarasu.core.config.ServerRateLimit;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How often clients may ask: counted before anything is looked up and before storage is asked. */
class RateLimitTest extends GuardedEngineTest {
    @Test
    void perIp_burstAndRate_holdForEachClientApart() {
        serve(config(perIp(2, 3), files(), other()));

        assertThat(statuses(5, "/files/a.txt", CLIENT)).containsExactly(200, 200, 200, 429, 429);
        assertThat(ask("/other/a.txt", CLIENT).status())
                .as("all buckets together")
                .isEqualTo(429);
        assertThat(ask("/files/a.txt", "192.0.2.8").status()).isEqualTo(200);
        pass(Duration.ofMillis(500));
        assertThat(statuses(2, "/files/a.txt", CLIENT)).containsExactly(200, 429);
        pass(Duration.ofHours(1));
        assertThat(statuses(4, "/files/a.txt", CLIENT)).containsExactly(200, 200, 200, 429);
        assertThat(limited("files", "per_ip")).isEqualTo(4);
        assertThat(limited("other", "per_ip")).isEqualTo(1);
    }

    @Test
    void perIp_addressesOfOneV6Network_areOneClient() {
        serve(config(perIp(1, 2), files()));

        assertThat(ask("/files/a.txt", "2001:db8:0:1::1").status()).isEqualTo(200);
        assertThat(ask("/files/a.txt", "[2001:db8:0:1:ffff::2]").status()).isEqualTo(200);
        assertThat(ask("/files/a.txt", "2001:db8:0:1::3").status()).isEqualTo(429);
        assertThat(ask("/files/a.txt", "2001:db8:0:2::1").status()).isEqualTo(200);
        assertThat(ask("/files/a.txt", "::1").status()).isEqualTo(200);
    }

    @Test
    void global_limit_holdsForEverybodyTogether() {
        serve(config(global(1, 2), files(), other()));

        assertThat(ask("/files/a.txt", CLIENT).status()).isEqualTo(200);
        assertThat(ask("/other/a.txt", "192.0.2.8").status()).isEqualTo(200);
        assertThat(ask("/files/a.txt", "192.0.2.9").status()).isEqualTo(429);
        assertThat(limited("files", "global")).isEqualTo(1);
    }

    @Test
    void bucket_limit_holdsForThatBucketAlone() {
        serve(config(files().rateLimit(inAll(1, 2)), other()));

        assertThat(ask("/files/a.txt", CLIENT).status()).isEqualTo(200);
        assertThat(ask("/files/a.txt", "192.0.2.8").status()).isEqualTo(200);
        assertThat(ask("/files/a.txt", "192.0.2.9").status()).isEqualTo(429);
        assertThat(ask("/other/a.txt", "192.0.2.9").status()).isEqualTo(200);
        assertThat(limited("files", "bucket")).isEqualTo(1);
    }

    @Test
    void limits_floodOfOneClient_takesNothingFromTheOthers() {
        ServerRateLimit limits = new ServerRateLimit(Optional.of(new Rate(1, 10)), Optional.of(new Rate(1, 2)));
        serve(config(limits, files().rateLimit(inAll(1, 5)), other()));

        assertThat(statuses(100, "/files/a.txt", CLIENT))
                .filteredOn(status -> status == 200)
                .hasSize(2);
        assertThat(statuses(1, "/files/a.txt", "192.0.2.8")).containsExactly(200);
        assertThat(statuses(2, "/files/a.txt", "192.0.2.9")).containsExactly(200, 200);
        assertThat(statuses(1, "/files/a.txt", "192.0.2.10"))
                .as("the bucket's limit")
                .containsExactly(429);
        for (int i = 0; i < 5; i++) {
            assertThat(ask("/other/a.txt", "198.51.100." + i).status()).isEqualTo(200);
        }
        assertThat(ask("/other/a.txt", "198.51.100.99").status())
                .as("the global limit")
                .isEqualTo(429);
    }

    @Test
    void limit_refusal_saysWhenToComeBackAndReachesNobody() {
        serve(config(perIp(1, 1), files()));
        ask("/files/a.txt", CLIENT);
        int calls = storage.calls.size();

        Reply refusal = ask("/files/a.txt", CLIENT);

        assertThat(refusal.status()).isEqualTo(429);
        assertThat(refusal.fast()).isTrue();
        assertThat(refusal.header("retry-after")).isEqualTo("1");
        assertThat(refusal.header("ratelimit")).isEqualTo("\"per_ip\";r=0;t=1");
        assertThat(refusal.header("ratelimit-policy")).isEqualTo("\"per_ip\";q=1;w=1");
        assertThat(refusal.header("cache-control")).isEqualTo("no-store");
        assertThat(refusal.text()).contains("\"error\":\"too_many_requests\"");
        assertThat(sendAs("HEAD", "/files/b.txt", CLIENT).status()).isEqualTo(429);
        assertThat(sendAs("OPTIONS", "/files/a.txt", CLIENT).status()).isEqualTo(429);
        assertThat(storage.calls).hasSize(calls);
    }

    @Test
    void limit_countedAnswers_tellWhatTheTightestLimitLeaves() {
        ServerRateLimit limits = new ServerRateLimit(Optional.of(new Rate(10, 100)), Optional.of(new Rate(2, 5)));
        serve(config(limits, files().rateLimit(inAll(1, 3)), other()));

        Reply miss = ask("/files/a.txt", CLIENT);
        assertThat(miss.headers().all("ratelimit")).containsExactly("\"bucket\";r=2;t=1");
        assertThat(miss.headers().all("ratelimit-policy")).containsExactly("\"bucket\";q=3;w=3");
        assertThat(ask("/files/a.txt", CLIENT).headers().all("ratelimit")).containsExactly("\"bucket\";r=1;t=1");
        assertThat(ask("/other/missing", CLIENT).header("ratelimit")).isEqualTo("\"per_ip\";r=2;t=1");
        assertThat(ask("/nowhere", CLIENT).headers().contains("ratelimit")).isFalse();
        assertThat(ask("/files/..", CLIENT).headers().contains("ratelimit")).isFalse();
    }

    @Test
    void limit_none_addsNoFields() {
        Reply reply = get("/a.txt");
        assertThat(reply.headers().contains("ratelimit")).isFalse();
        assertThat(reply.headers().contains("ratelimit-policy")).isFalse();
    }

    @Test
    void limit_objectThatComesWithSuchFields_doesNotSpeakForUs() {
        MemoryStorage talkative = new MemoryStorage()
                .put(
                        "a.txt",
                        CONTENT,
                        "etag",
                        "\"v1\"",
                        "ratelimit",
                        "\"storage\";r=1",
                        "ratelimit-policy",
                        "\"storage\";q=1");
        serve(config(perIp(1, 9), bucket("files", "/files", talkative)));

        Reply reply = ask("/files/a.txt", CLIENT);
        assertThat(reply.headers().all("ratelimit")).containsExactly("\"per_ip\";r=8;t=1");
        assertThat(reply.headers().all("ratelimit-policy")).containsExactly("\"per_ip\";q=9;w=9");
    }

    @Test
    void limit_clockThatJumps_changesNothing() {
        serve(config(perIp(1, 1), files()));
        ask("/files/a.txt", CLIENT);

        clock.advance(Duration.ofDays(1));
        assertThat(ask("/files/a.txt", CLIENT).status()).isEqualTo(429);
        clock.advance(Duration.ofDays(-400));
        pass(Duration.ofSeconds(1));
        assertThat(ask("/files/a.txt", CLIENT).status()).isEqualTo(200);
    }

    @Test
    void limit_requestsThatAreRefusedBefore_areNotCounted() {
        serve(config(global(1, 1), files().ipFilter(filter("", "198.51.100.1"))));

        ask("/files/a.txt", "198.51.100.1");
        ask("/nowhere", CLIENT);
        ask("/files/..", CLIENT);
        sendAs("PUT", "/files/a.txt", CLIENT);
        sendAs("OPTIONS", "*", CLIENT);
        assertThat(ask("/files/a.txt", CLIENT).status()).isEqualTo(200);
    }

    @Test
    void reload_sameLimits_goOnCounting() {
        serve(config(new ServerRateLimit(Optional.of(new Rate(1, 3)), Optional.of(new Rate(1, 1))), files()));
        ask("/files/a.txt", CLIENT);

        engine().reload(config(
                new ServerRateLimit(Optional.of(new Rate(1, 3)), Optional.of(new Rate(1, 1))),
                files().exposeMetadata(true),
                other()));

        assertThat(ask("/files/a.txt", CLIENT).status()).isEqualTo(429);
        assertThat(ask("/other/a.txt", "192.0.2.8").status()).isEqualTo(200);
        assertThat(ask("/other/a.txt", "192.0.2.9").status()).isEqualTo(200);
        assertThat(ask("/other/a.txt", "192.0.2.10").status())
                .as("the global limit")
                .isEqualTo(429);
    }

    @Test
    void reload_otherLimitsAndFilters_areInForceAtOnce() {
        serve(config(perIp(1, 1), files().rateLimit(inAll(1, 100))));
        ask("/files/a.txt", CLIENT);
        assertThat(ask("/files/a.txt", CLIENT).status()).isEqualTo(429);

        engine().reload(config(perIp(1, 2), files().rateLimit(inAll(1, 100))));
        assertThat(statuses(3, "/files/a.txt", CLIENT)).containsExactly(200, 200, 429);

        engine().reload(config(files().rateLimit(inAll(1, 1))));
        assertThat(statuses(2, "/files/a.txt", CLIENT)).containsExactly(200, 429);

        engine().reload(config(files().ipFilter(filter("", CLIENT))));
        assertThat(ask("/files/a.txt", CLIENT).status()).isEqualTo(403);

        engine().reload(config(files()));
        assertThat(statuses(5, "/files/a.txt", CLIENT)).containsOnly(200);
    }

    @Test
    void metrics_ofManyClients_areAsManyAsOfOne() {
        serve(config(perIp(1, 1), files().ipFilter(filter("", "198.51.100.0/24"))));
        statuses(2, "/files/a.txt", CLIENT);
        ask("/files/a.txt", "192.0.2.8");
        ask("/files/a.txt", "198.51.100.1");
        int series = metrics.getNames().size();

        for (int i = 0; i < 50; i++) {
            statuses(2, "/files/a.txt", "203.0.113." + i);
            ask("/files/a.txt", "198.51.100." + i);
        }

        assertThat(metrics.getNames()).hasSize(series);
    }
}
