package dev.yatagarasu.core.internal.engine;

import dev.yatagarasu.api.YatagarasuException;
import dev.yatagarasu.api.identity.Authentication;
import dev.yatagarasu.api.identity.Authenticator;
import dev.yatagarasu.api.identity.IdentityRequest;
import dev.yatagarasu.core.http.Challenge;
import dev.yatagarasu.core.http.ErrorCode;
import dev.yatagarasu.core.http.Refusal;
import dev.yatagarasu.core.http.Request;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a request use the admin port, or says why not. */
final class AdminAdmission {
    private static final Logger log = LoggerFactory.getLogger(AdminAdmission.class);
    private static final String NO_BUCKET = "";
    private static final String REALM = "admin";

    private AdminAdmission() {}

    static Optional<Refusal> objection(Authenticator authenticator, Request request) {
        Challenge challenge = Challenge.of(authenticator.scheme(), REALM);
        return error(authenticator, request).map(error -> new Refusal(error, challenge.to(error)));
    }

    private static Optional<ErrorCode> error(Authenticator authenticator, Request request) {
        IdentityRequest asked =
                new IdentityRequest(NO_BUCKET, request.headers(), request.query(), request.clientAddress());
        try {
            return switch (authenticator.authenticate(asked)) {
                case Authentication.Absent absent -> Optional.of(ErrorCode.UNAUTHORIZED);
                case Authentication.Rejected rejected -> {
                    log.debug("admin port: {}", rejected.reason());
                    yield Optional.of(ErrorCode.INVALID_TOKEN);
                }
                case Authentication.Forbidden somebody -> {
                    log.debug("admin port: {} may not use it: {}", somebody.principal(), somebody.reason());
                    yield Optional.of(ErrorCode.FORBIDDEN);
                }
                case Authentication.Authenticated somebody -> Optional.empty();
            };
        } catch (YatagarasuException e) {
            log.warn("admin port: nobody can be identified: {}", e.getMessage());
            return Optional.of(ErrorCode.IDENTITY_UNAVAILABLE);
        }
    }
}
