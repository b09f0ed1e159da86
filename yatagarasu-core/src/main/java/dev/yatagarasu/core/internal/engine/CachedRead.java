package dev.yatagarasu.core.internal.engine;

import dev.yatagarasu.api.storage.ByteRange;
import dev.yatagarasu.api.storage.StorageResponse;
import dev.yatagarasu.core.http.Answer;
import dev.yatagarasu.core.http.Body;
import dev.yatagarasu.core.http.Selection;
import dev.yatagarasu.core.internal.cache.BlockReader;
import dev.yatagarasu.core.internal.cache.CacheLookup;
import dev.yatagarasu.core.internal.cache.NeededBytes;
import dev.yatagarasu.core.internal.cache.NoRoomException;
import dev.yatagarasu.core.internal.cache.ObjectCache;
import dev.yatagarasu.core.internal.cache.ObjectChangedException;
import dev.yatagarasu.core.internal.cache.Resolved;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads an object through all tiers of the cache, which asks storage for what is missing. If the object becomes another one
 * before the answer has begun, all is done again with that; later, the client's connection ends.
 */
final class CachedRead {
    /** An object that changes more often while it is looked at is read without the cache. */
    private static final int ATTEMPTS = 3;

    private final ObjectRead reading;
    private final ObjectCache cache;
    private CacheLookup lookup;

    CachedRead(ObjectRead reading, ObjectCache cache) {
        this.reading = reading;
        this.cache = cache;
        this.lookup = reading.lookup();
    }

    Answer answer() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Resolved resolved = cache.resolve(lookup);
            switch (resolved) {
                case Resolved.Pass pass -> {
                    return pass(pass.response());
                }
                case Resolved.Missing missing -> {
                    return CachedAnswer.missing(reading, missing);
                }
                case Resolved.Known known -> {
                    Optional<Answer> answer = known(known);
                    if (answer.isPresent()) {
                        return answer.get();
                    }
                }
            }
        }
        reading.exchange().missed();
        return new DirectRead(reading).answer();
    }

    /** Empty if the object has changed meanwhile. */
    private Optional<Answer> known(Resolved.Known known) {
        Exchange exchange = reading.exchange();
        exchange.hold(known::release);
        exchange.answeredFrom(known);
        try {
            Answer answer = CachedAnswer.of(reading, known.object(), new FromAnywhere(known))
                    .orElseThrow(() -> new IllegalStateException("bytes are always to be had here"));
            if (!(answer.body() instanceof Body.Pieces)) {
                exchange.letGo();
            }
            return Optional.of(answer);
        } catch (NoRoomException e) {
            exchange.letGo();
            exchange.missed();
            return Optional.of(new DirectRead(reading).answer());
        } catch (ObjectChangedException e) {
            exchange.letGo();
            cache.forget(known.object());
            lookup = lookup.withoutHead();
            return Optional.empty();
        }
    }

    /** Bytes from memory where they are all there, else piece by piece from wherever they are. */
    private final class FromAnywhere implements CachedAnswer.Bytes {
        private final Resolved.Known known;
        private final CachedAnswer.Bytes memory;

        FromAnywhere(Resolved.Known known) {
            this.known = known;
            this.memory = new CachedAnswer.InMemory(cache, known.object(), reading.origin());
        }

        @Override
        public Optional<Body> of(ByteRange.Span span) {
            return memory.of(span).or(() -> Optional.of(pieces(read(span), span.length())));
        }

        @Override
        public Optional<Body> of(Multipart multipart) {
            return memory.of(multipart).or(() -> Optional.of(pieces(several(multipart), multipart.length())));
        }

        private Body pieces(PieceSequence pieces, long length) {
            reading.exchange().holdInstead(pieces);
            reading.exchange().firstBytesFrom(pieces.prepare());
            return new Body.Pieces(pieces, length);
        }

        private PieceSequence read(ByteRange.Span span) {
            return new PieceSequence(List.of(new PieceSequence.Part(ByteBuffer.allocate(0), span)), this::reader);
        }

        private PieceSequence several(Multipart multipart) {
            List<PieceSequence.Part> parts = new ArrayList<>();
            for (ByteRange.Span span : multipart.spans()) {
                parts.add(new PieceSequence.Part(ByteBuffer.wrap(multipart.heading(span)), span));
            }
            return new PieceSequence(parts, ByteBuffer.wrap(multipart.ending()), this::reader);
        }

        private BlockReader reader(ByteRange.Span span) {
            return cache.read(known, span, reading.origin());
        }
    }

    /** On to storage without the cache, with what it has said already where that is of use. */
    private Answer pass(Optional<StorageResponse.WithBody> response) {
        reading.exchange().missed();
        DirectRead direct = new DirectRead(reading);
        if (response.isEmpty()) {
            return direct.answer();
        }
        boolean whole =
                response.get() instanceof StorageResponse.Unsized && !(lookup.needed() instanceof NeededBytes.HeadOnly);
        if (reading.exchange().isHead() || reading.requested().isEverything() || whole) {
            return direct.answer(response.get());
        }
        if (response.get() instanceof StorageResponse.Partial partial
                && reading.requested().select(reading.represent(partial)) instanceof Selection.Parts parts) {
            return direct.answer(NarrowedPart.of(partial, parts.spans().getFirst()));
        }
        response.get().close();
        return direct.answer();
    }
}
