package dev.yatagarasu.server.jetty.admin;

import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.core.PurgedHereOnlyException;
import dev.yatagarasu.core.PurgedInPartException;
import dev.yatagarasu.core.UnknownBucketException;
import dev.yatagarasu.core.UnknownReplicaException;
import dev.yatagarasu.core.http.ErrorCode;
import dev.yatagarasu.core.http.Refusal;
import dev.yatagarasu.core.warmup.TooManyWarmUpsException;
import java.util.Optional;

/** A call that is answered with an error. The message is for whoever called, who is an operator. */
final class AdminRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient Json.Content more;
    private final transient Headers headers;

    AdminRefusal(int status, String code, String message) {
        this(status, code, message, json -> {}, Headers.empty());
    }

    /** A refusal whose body says {@code more}, with header fields of its own. */
    private AdminRefusal(int status, String code, String message, Json.Content more, Headers headers) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.more = more;
        this.headers = headers;
    }

    /** What clients of the data port would get. */
    static AdminRefusal of(Refusal refusal) {
        ErrorCode error = refusal.error();
        Headers challenge = refusal.challenge()
                .map(value -> Headers.of("www-authenticate", value))
                .orElseGet(Headers::empty);
        return new AdminRefusal(error.status(), error.code(), error.message(), json -> {}, challenge);
    }

    static AdminRefusal badRequest(String message) {
        return new AdminRefusal(400, "bad_request", message);
    }

    static AdminRefusal methodNotAllowed(String allowed) {
        return new AdminRefusal(
                405, "method_not_allowed", "Use " + allowed + ".", json -> {}, Headers.of("allow", allowed));
    }

    /** What a failure of the engine means to whoever called; empty if it is a fault of ours. */
    static Optional<AdminRefusal> of(RuntimeException failure) {
        return switch (failure) {
            case AdminRefusal refusal -> Optional.of(refusal);
            case UnknownBucketException e -> Optional.of(unknownBucket(e));
            case UnknownReplicaException e -> Optional.of(unknownReplica(e));
            case TooManyWarmUpsException e ->
                Optional.of(new AdminRefusal(429, "too_many_jobs", sentence(e), json -> {}, retryAfter(10)));
            case PurgedHereOnlyException e -> Optional.of(purgedHereOnly(e));
            case PurgedInPartException e -> Optional.of(purgedInPart(e));
            default -> Optional.empty();
        };
    }

    private static AdminRefusal unknownBucket(UnknownBucketException e) {
        return new AdminRefusal(
                404, "unknown_bucket", sentence(e), json -> Json.texts(json, "buckets", e.known()), Headers.empty());
    }

    private static AdminRefusal unknownReplica(UnknownReplicaException e) {
        return new AdminRefusal(
                404, "unknown_replica", sentence(e), json -> Json.texts(json, "replicas", e.known()), Headers.empty());
    }

    private static AdminRefusal purgedHereOnly(PurgedHereOnlyException e) {
        return new AdminRefusal(
                503,
                "purged_here_only",
                "Purged on this instance, but the other instances could not be told. Try again.",
                json -> json.writeNumberField("purged", e.purged()),
                retryAfter(1));
    }

    private static AdminRefusal purgedInPart(PurgedInPartException e) {
        return new AdminRefusal(
                503,
                "purged_in_part",
                sentence(e),
                json -> {
                    json.writeNumberField("purged", e.purged());
                    Json.texts(json, "tiers", e.tiers());
                },
                retryAfter(1));
    }

    private static Headers retryAfter(int seconds) {
        return Headers.of("retry-after", Integer.toString(seconds));
    }

    /** The message of an exception as a sentence. */
    static String sentence(RuntimeException e) {
        String message = String.valueOf(e.getMessage());
        return Character.toUpperCase(message.charAt(0)) + message.substring(1) + ".";
    }

    /** The error in the form that all errors have. */
    AdminAnswer answer(String requestId) {
        AdminAnswer answer = AdminAnswer.json(status, json -> {
            json.writeStringField("error", code);
            json.writeStringField("message", getMessage());
            json.writeNumberField("status", status);
            json.writeStringField("request_id", requestId);
            more.writeTo(json);
        });
        return answer.with(headers);
    }
}
