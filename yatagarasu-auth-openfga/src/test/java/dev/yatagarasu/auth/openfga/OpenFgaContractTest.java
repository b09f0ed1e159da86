package dev.yatagarasu.auth.openfga;

import dev.yatagarasu.api.Principal;
import dev.yatagarasu.api.Secret;
import dev.yatagarasu.api.policy.Authorizer;
import dev.yatagarasu.auth.http.EndpointConfig;
import dev.yatagarasu.auth.openfga.OpenFgaConfig.ApiToken;
import dev.yatagarasu.auth.openfga.OpenFgaConfig.Store;
import dev.yatagarasu.testkit.AuthorizerContract;
import dev.yatagarasu.testkit.HttpDouble;
import dev.yatagarasu.testkit.HttpReply;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

class OpenFgaContractTest extends AuthorizerContract {
    private static final String TOKEN = "token-of-the-contract";

    private final HttpDouble server = HttpDouble.start(new FgaDouble(Set.of(TOKEN)));
    private final ObjectNames names = new ObjectNames(OpenFgaConfigReader.OBJECTS);

    @AfterEach
    void stop() {
        server.close();
    }

    @Override
    protected Authorizer openAuthorizer(Set<Grant> grants) {
        Fga fga = Fga.storeAt(server.url(), TOKEN);
        for (Grant grant : grants) {
            fga.write("user:" + grant.principal(), "viewer", names.object(BUCKET, grant.key()));
        }
        return open(server.url(), fga.named(), Duration.ofSeconds(20));
    }

    @Override
    protected Authorizer openUnreachable() {
        HttpDouble gone = HttpDouble.start(HttpReply.silence());
        gone.close();
        return open(gone.url(), new Store("01ARZ3NDEKTSV4RRFFQ69G5FAV", Optional.empty()), Duration.ofSeconds(1));
    }

    @Override
    protected Authorizer openSilent() {
        server.next(HttpReply.silence());
        return open(server.url(), new Store("01ARZ3NDEKTSV4RRFFQ69G5FAV", Optional.empty()), Duration.ofMillis(300));
    }

    private static Authorizer open(URI url, Store store, Duration timeout) {
        OpenFgaConfig config = OpenFgaConfig.of(
                new EndpointConfig(url, timeout, 8, Optional.empty()),
                store,
                Optional.of(new ApiToken(Secret.of(TOKEN))));
        return new OpenFgaAuthorizerFactory().create(config, Contexts.context());
    }

    /** What would mean more than one user to OpenFGA is no name of a user. */
    @Override
    protected boolean isExpressible(Grant grant) {
        return new UserNames(OpenFgaConfigReader.USERS).name(Principal.of(grant.principal())) instanceof UserName.Named;
    }
}
