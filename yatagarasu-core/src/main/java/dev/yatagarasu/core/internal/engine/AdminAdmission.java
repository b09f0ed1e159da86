package dev.yatagarasu.core.internal.engine;

import dev.yatagarasu.api.YatagarasuException;
import dev.yatagarasu.api.identity.IdentityRequest;
import dev.yatagarasu.core.http.Challenge;
import dev.yatagarasu.core.http.ErrorCode;
import dev.yatagarasu.core.http.Refusal;
import dev.yatagarasu.core.http.Request;
import dev.yatagarasu.core.internal.identity.Identification;
import dev.yatagarasu.core.internal.identity.Identifier;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a request use the admin port, or says why not. */
final class AdminAdmission {
    private static final Logger log = LoggerFactory.getLogger(AdminAdmission.class);
    private static final String NO_BUCKET = "";
    private static final String REALM = "admin";

    private AdminAdmission() {}

    static Optional<Refusal> objection(Identifier identifier, Request request) {
        Challenge challenge = Challenge.of(identifier.scheme(), REALM);
        return error(identifier, request).map(error -> new Refusal(error, challenge.to(error)));
    }

    private static Optional<ErrorCode> error(Identifier identifier, Request request) {
        IdentityRequest asked =
                new IdentityRequest(NO_BUCKET, request.headers(), Exchange.queryOf(request), request.clientAddress());
        try {
            return switch (identifier.identify(asked)) {
                case Identification.Absent absent -> Optional.of(ErrorCode.UNAUTHORIZED);
                case Identification.Rejected rejected -> {
                    log.debug("admin port: {}", rejected.reason());
                    yield Optional.of(ErrorCode.INVALID_TOKEN);
                }
                case Identification.Identified somebody -> somebody.objection().map(reason -> ErrorCode.FORBIDDEN);
            };
        } catch (YatagarasuException e) {
            log.warn("admin port: nobody can be identified: {}", e.getMessage());
            return Optional.of(ErrorCode.IDENTITY_UNAVAILABLE);
        }
    }
}
