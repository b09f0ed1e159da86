package dev.yatagarasu.core.internal.storage.s3;

import dev.yatagarasu.api.storage.ListPage;
import dev.yatagarasu.api.storage.ListRequest;
import dev.yatagarasu.api.storage.StorageException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a page of a bucket's keys ({@code ListObjectsV2}) and reads the answer, believing only what fits the question.
 * Whatever it returns or throws, the exchange is over.
 */
final class S3Listing {
    /** A thousand keys of 1024 bytes, every one of them escaped, with all that S3 tells beside them. */
    private static final int MAX_BYTES = 8 * 1024 * 1024;

    private final S3Exchange exchange;
    private final ListRequest request;
    private final String bucket;

    S3Listing(S3Exchange exchange, ListRequest request, String bucket) {
        this.exchange = exchange;
        this.request = request;
        this.bucket = bucket;
    }

    /**
     * The query that asks for a page, in the order in which it is signed. Keys are asked for escaped, since XML cannot hold
     * all of them. Empty when prefix or token holds half a surrogate pair, which nothing stored can.
     */
    static Optional<String> query(ListRequest request) {
        Optional<String> prefix = S3Key.encodeParameter(request.prefix());
        Optional<String> token = S3Key.encodeParameter(request.after().orElse(""));
        if (prefix.isEmpty() || token.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of((token.get().isEmpty() ? "" : "continuation-token=" + token.get() + "&")
                + "encoding-type=url&list-type=2&max-keys=" + request.limit() + "&prefix=" + prefix.get());
    }

    ListPage read() {
        try {
            if (exchange.status() != 200) {
                throw S3Refusal.of(exchange, S3ErrorBody.read(exchange), bucket);
            }
            ListPage page = S3ListResult.parse(body());
            exchange.complete();
            return checked(page);
        } catch (SocketTimeoutException e) {
            throw new StorageException(StorageException.Kind.TIMEOUT, "storage stalled within a listing", e);
        } catch (IOException e) {
            throw broken(String.valueOf(e.getMessage()), e);
        } finally {
            exchange.abort();
        }
    }

    private byte[] body() throws IOException {
        byte[] body = exchange.content().readNBytes(MAX_BYTES + 1);
        if (body.length > MAX_BYTES) {
            throw new IOException("a listing of more than " + MAX_BYTES + " bytes");
        }
        return body;
    }

    private ListPage checked(ListPage page) {
        boolean fits = page.objects().size() <= request.limit()
                && page.objects().stream().allMatch(object -> object.key().startsWith(request.prefix()));
        if (!fits || (page.next().isPresent() && page.next().equals(request.after()))) {
            throw broken("a listing of something else", null);
        }
        return page;
    }

    private static StorageException broken(String what, @Nullable Throwable cause) {
        String message = "storage sent no valid listing: " + S3Failures.printable(what);
        return cause == null
                ? new StorageException(StorageException.Kind.BROKEN, message)
                : new StorageException(StorageException.Kind.BROKEN, message, cause);
    }
}
