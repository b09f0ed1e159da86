package dev.yatagarasu.core.internal.engine;

import dev.yatagarasu.api.storage.StorageException;
import dev.yatagarasu.api.storage.StorageRequest;
import dev.yatagarasu.api.storage.StorageResponse;
import java.util.Optional;

/** Believes of storage only what fits the question, whoever wrote the backend. */
final class ResponseCheck {
    private ResponseCheck() {}

    /** The response; closed and refused where it is no answer to {@code sent}. */
    static StorageResponse checked(StorageRequest sent, StorageResponse response) {
        if (fits(sent, response)) {
            return response;
        }
        response.close();
        throw new StorageException(
                StorageException.Kind.BROKEN,
                "storage answered what it was not asked: " + response.getClass().getSimpleName());
    }

    private static boolean fits(StorageRequest sent, StorageResponse response) {
        return switch (response) {
            case StorageResponse.Whole whole -> whole.size() >= 0;
            case StorageResponse.Unsized whole -> true;
            case StorageResponse.Partial part ->
                sent.range().flatMap(range -> range.resolve(part.size())).equals(Optional.of(part.span()));
            case StorageResponse.NotModified same ->
                sent.preconditions().ifNoneMatch().isPresent()
                        || sent.preconditions().ifModifiedSince().isPresent();
            case StorageResponse.PreconditionFailed failed ->
                sent.preconditions().ifMatch().isPresent()
                        || sent.preconditions().ifUnmodifiedSince().isPresent();
            case StorageResponse.RangeNotSatisfiable outside ->
                sent.range().isPresent()
                        && (outside.size().isEmpty()
                                || sent.range()
                                        .get()
                                        .resolve(outside.size().getAsLong())
                                        .isEmpty());
            case StorageResponse.NotFound missing -> true;
        };
    }
}
