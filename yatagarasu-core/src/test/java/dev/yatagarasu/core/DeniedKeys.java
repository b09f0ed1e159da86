package dev.yatagarasu.core;

import dev.yatagarasu.api.Principal;
import dev.yatagarasu.core.config.AuthConfig;
import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.core.config.CacheConfig;
import dev.yatagarasu.core.config.StorageConfig;
import dev.yatagarasu.core.config.YatagarasuConfig;
import dev.yatagarasu.core.http.Answer;
import dev.yatagarasu.core.http.Request;
import dev.yatagarasu.core.http.Work;
import java.util.Map;

/** Has one reader ask for very many objects with long keys, none of which they may read, and prints how many answers were 403. */
final class DeniedKeys {
    private static final String FILLER = "k".repeat(8_000);
    private static final Principal READER = new Principal("ann", Map.of("role", "guest"));

    private DeniedKeys() {}

    /** The argument is the number of objects. */
    public static void main(String[] args) {
        AskedPolicy.Deaf policy = new AskedPolicy.Deaf(AskedPolicy.DENY);
        YatagarasuConfig config = YatagarasuConfig.builder()
                .cache(CacheConfig.inMemory(1 << 20))
                .bucket(BucketConfig.protectedBucket(
                                "files",
                                "/files",
                                new StorageConfig.Provided(new MemoryStorage()),
                                AuthConfig.builder().authorizer(policy).build())
                        .build())
                .build();
        try (Yatagarasu engine = Yatagarasu.builder().config(config).build()) {
            int denied = 0;
            for (int number = 0; number < Integer.parseInt(args[0]); number++) {
                denied += status(engine, Request.get("/files/" + number + FILLER)) == 403 ? 1 : 0;
            }
            System.out.println(denied + " " + engine.decisions().remembered("files"));
        }
    }

    private static int status(Yatagarasu engine, Request request) {
        Answer answer = switch (engine.begin(request, READER)) {
            case Answer known -> known;
            case Work work -> work.finish();
        };
        answer.completed();
        return answer.status();
    }
}
