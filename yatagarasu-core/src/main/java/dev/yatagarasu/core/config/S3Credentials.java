package dev.yatagarasu.core.config;

import dev.yatagarasu.api.Secret;
import java.util.Optional;

/** The credentials that requests to S3 are signed with. */
public sealed interface S3Credentials {

    /**
     * Credentials written in the configuration.
     *
     * @param accessKey the access key id
     * @param secretKey the secret access key
     * @param sessionToken the session token of temporary credentials
     */
    record Static(String accessKey, Secret secretKey, Optional<Secret> sessionToken) implements S3Credentials {}

    /** {@code AWS_ACCESS_KEY_ID}, {@code AWS_SECRET_ACCESS_KEY} and {@code AWS_SESSION_TOKEN}, read at the start. */
    record Environment() implements S3Credentials {}

    /** None: requests go out unsigned, for public buckets. */
    record Anonymous() implements S3Credentials {}
}
