package dev.yatagarasu.examples.quickstart;

import dev.yatagarasu.core.config.AuthConfig;
import dev.yatagarasu.core.config.BucketConfig;
import dev.yatagarasu.core.config.ClaimRule;
import dev.yatagarasu.core.config.ClaimRule.Operator;

/** The buckets of the demo, each with another answer to who may read it. */
record DemoBuckets(SampleStore store, DemoTokens tokens) {

    /** Anybody. */
    BucketConfig open() {
        return BucketConfig.publicBucket(SampleStore.OPEN, "/" + SampleStore.OPEN, store.asStorage(SampleStore.OPEN))
                .build();
    }

    /** Whoever has a token with the role {@code reader}. */
    BucketConfig members() {
        ClaimRule isReader = ClaimRule.of("roles", Operator.CONTAINS, "reader");
        AuthConfig auth =
                AuthConfig.builder().jwt(tokens.asJwt().claim(isReader).build()).build();
        return guarded(SampleStore.MEMBERS, auth);
    }

    /** Whoever has a token, and the policy lets in. */
    BucketConfig homes() {
        AuthConfig auth = AuthConfig.builder()
                .jwt(tokens.asJwt().build())
                .authorizer(new OwnFolder())
                .build();
        return guarded(SampleStore.HOMES, auth);
    }

    private BucketConfig guarded(String name, AuthConfig auth) {
        return BucketConfig.protectedBucket(name, "/" + name, store.asStorage(name), auth)
                .build();
    }
}
