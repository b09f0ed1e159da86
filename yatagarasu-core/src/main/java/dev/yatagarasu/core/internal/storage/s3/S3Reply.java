package dev.yatagarasu.core.internal.storage.s3;

import dev.yatagarasu.api.http.Headers;
import dev.yatagarasu.api.storage.ByteRange;
import dev.yatagarasu.api.storage.StorageException;
import dev.yatagarasu.api.storage.StorageResponse;
import dev.yatagarasu.core.internal.storage.StatusException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.ProtocolException;

/**
 * Turns what S3 sent into an answer, believing only what fits the question. Whatever it returns or throws, the exchange
 * is over or belongs to the body that it returned.
 */
final class S3Reply {
    private final S3Exchange exchange;
    private final ClassicHttpResponse response;
    private final S3Query query;
    private final String bucket;
    private final Function<String, OptionalLong> sizes;

    /** With what finds out the size of the object of that tag, for storage that leaves it out. */
    S3Reply(S3Exchange exchange, S3Query query, String bucket, Function<String, OptionalLong> sizes) {
        this.exchange = exchange;
        this.response = exchange.response();
        this.query = query;
        this.bucket = bucket;
        this.sizes = sizes;
    }

    StorageResponse read() {
        boolean answered = false;
        try {
            StorageResponse answer = answer();
            answered = true;
            return answer;
        } catch (ProtocolException e) {
            throw broken(String.valueOf(e.getMessage()));
        } catch (SocketTimeoutException e) {
            throw new StorageException(StorageException.Kind.TIMEOUT, "storage stalled within an error response", e);
        } catch (IOException e) {
            throw new StorageException(StorageException.Kind.BROKEN, "an error response of storage broke off", e);
        } finally {
            if (!answered) {
                exchange.abort();
            }
        }
    }

    private StorageResponse answer() throws IOException, ProtocolException {
        return switch (exchange.status()) {
            case 200 -> whole();
            case 206 -> partial();
            case 304 -> notModified();
            case 412 -> preconditionFailed();
            case 416 -> rangeNotSatisfiable();
            default -> error();
        };
    }

    private StorageResponse whole() throws IOException, ProtocolException {
        Headers headers = S3ResponseHeaders.representation(response);
        checkVersion(headers);
        OptionalLong size = S3ResponseHeaders.contentLength(response);
        if (query.head()) {
            exchange.complete();
            InputStream nothing = InputStream.nullInputStream();
            return size.isPresent()
                    ? new StorageResponse.Whole(headers, size.getAsLong(), nothing)
                    : new StorageResponse.Unsized(headers, true, nothing);
        }
        return size.isPresent()
                ? new StorageResponse.Whole(headers, size.getAsLong(), S3Body.of(exchange, size.getAsLong()))
                : new StorageResponse.Unsized(headers, S3ResponseHeaders.isChunked(response), UnsizedBody.of(exchange));
    }

    /** Storage that does not know versions gives the current object, whichever one was asked for. */
    private void checkVersion(Headers headers) throws ProtocolException {
        String none = query.version().orElse("");
        if (query.version().isPresent()
                && !headers.firstOr("x-amz-version-id", "null").equals(none)) {
            throw new ProtocolException("another version than the one asked for");
        }
    }

    private StorageResponse partial() throws IOException, ProtocolException {
        Headers headers = S3ResponseHeaders.representationOfPart(response);
        checkVersion(headers);
        OptionalLong length = S3ResponseHeaders.contentLength(response);
        boolean chunked = S3ResponseHeaders.isChunked(response);
        ContentRange sent = sized(headers);
        Optional<ByteRange.Span> asked = query.range().flatMap(range -> range.resolve(sent.size()));
        if (asked.isEmpty() || !asked.equals(sent.span())) {
            throw new ProtocolException("the range sent is not the one asked for");
        }
        ByteRange.Span span = asked.get();
        if (length.orElse(span.length()) != span.length()) {
            throw new ProtocolException("Content-Length and Content-Range disagree");
        }
        InputStream body = chunked ? S3Body.ofChunks(exchange, span.length()) : S3Body.of(exchange, span.length());
        return new StorageResponse.Partial(headers, span, sent.size(), body);
    }

    /** Fewer bytes than were asked for need not end where the object does (RFC 9110 section 15.3.7): its size is asked for. */
    private ContentRange sized(Headers headers) throws ProtocolException {
        ContentRange sent = contentRange().orElseThrow(() -> new ProtocolException("no valid Content-Range"));
        if (sent.size() != ContentRange.UNKNOWN) {
            return sent;
        }
        String tag = headers.firstOr("etag", "");
        OptionalLong size = tag.isEmpty() || query.range().isEmpty() ? OptionalLong.empty() : sizes.apply(tag);
        return sent.of(size.orElseThrow(() -> new ProtocolException("nothing says how large the object is")));
    }

    private Optional<ContentRange> contentRange() {
        Header field = response.getFirstHeader("Content-Range");
        return field == null || field.getValue() == null || response.countHeaders("Content-Range") != 1
                ? Optional.empty()
                : ContentRange.parse(field.getValue());
    }

    private StorageResponse notModified() throws ProtocolException {
        if (query.preconditions().isEmpty()) {
            throw new ProtocolException("304 to a request without conditions");
        }
        Headers headers = S3ResponseHeaders.representation(response);
        exchange.complete();
        return new StorageResponse.NotModified(headers);
    }

    private StorageResponse preconditionFailed() throws IOException, ProtocolException {
        if (query.preconditions().isEmpty()) {
            throw new ProtocolException("412 to a request without conditions");
        }
        S3ErrorBody.read(exchange);
        return new StorageResponse.PreconditionFailed();
    }

    private StorageResponse rangeNotSatisfiable() throws IOException, ProtocolException {
        if (query.range().isEmpty()) {
            throw new ProtocolException("416 to a request without a range");
        }
        S3ErrorBody body = S3ErrorBody.read(exchange);
        OptionalLong size = contentRange()
                .filter(range -> range.size() != ContentRange.UNKNOWN)
                .map(range -> OptionalLong.of(range.size()))
                .orElseGet(() -> S3ResponseHeaders.digits(
                        body.element("ActualObjectSize").orElse("")));
        return new StorageResponse.RangeNotSatisfiable(size);
    }

    private StorageResponse error() throws IOException {
        S3ErrorBody body = S3ErrorBody.read(exchange);
        String code = body.code();
        boolean gone = exchange.status() == 404 || exchange.status() == 410;
        boolean missing = (gone && !code.equals("NoSuchBucket")) || isNoVersion(code);
        boolean impossible = exchange.status() == 400
                && (code.equals("KeyTooLongError") || (code.isEmpty() && query.keyIsTooLong()));
        if (missing || impossible) {
            return new StorageResponse.NotFound();
        }
        throw S3Refusal.of(exchange, body, bucket);
    }

    /** A marker of a deletion is no object, and what is no version's name names none. */
    private boolean isNoVersion(String code) {
        return query.version().isPresent()
                && (response.containsHeader("x-amz-delete-marker")
                        || (exchange.status() == 400 && code.equals("InvalidArgument")));
    }

    private static StorageException broken(String what) {
        return new StatusException("storage sent no valid answer: " + S3Failures.printable(what));
    }
}
