package dev.yatagarasu.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.yatagarasu.api.Principal;
import dev.yatagarasu.api.YatagarasuException;
import dev.yatagarasu.api.policy.AccessRequest;
import dev.yatagarasu.api.policy.Authorizer;
import dev.yatagarasu.api.policy.Decision;
import dev.yatagarasu.api.policy.RequestDetails;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The contract of every {@link Authorizer}. Extend it in a test of the authorizer, with a policy that allows some
 * principals to read some keys of the bucket {@link #BUCKET}. Each test closes what it has opened.
 */
public abstract class AuthorizerContract {
    /** The bucket of all requests. */
    protected static final String BUCKET = "files";

    private static final Grant GRANT = new Grant("alice", "2026/report.pdf");

    /**
     * A permission to read an object.
     *
     * @param principal the id of the principal
     * @param key the key of the object
     */
    public record Grant(String principal, String key) {}

    /** Opens an authorizer whose policy grants exactly these permissions. */
    protected abstract Authorizer openAuthorizer(Set<Grant> grants) throws Exception;

    /** Opens an authorizer whose policy service is unreachable. */
    protected abstract Authorizer openUnreachable() throws Exception;

    /** Opens an authorizer whose policy service accepts the request and never answers. */
    protected abstract Authorizer openSilent() throws Exception;

    /**
     * Whether the policy service can express the permission; override it if it cannot express all. A request that
     * cannot be expressed may be denied or fail, but must never be allowed.
     */
    protected boolean isExpressible(Grant grant) {
        return true;
    }

    /** How long a call may take if the policy service does not answer; override it if it may take longer. */
    protected Duration patience() {
        return Duration.ofSeconds(15);
    }

    @Test
    final void authorize_whoMay_isAllowed() throws Exception {
        try (Authorizer authorizer = openAuthorizer(Set.of(GRANT))) {
            assertThat(authorizer.authorize(request(GRANT))).isInstanceOf(Decision.Allow.class);
            assertThat(authorizer.authorize(request(Optional.of(Principal.of("alice")), "HEAD", GRANT.key())))
                    .isInstanceOf(Decision.Allow.class);
        }
    }

    @Test
    final void authorize_whoMayNot_isDenied() throws Exception {
        try (Authorizer authorizer = openAuthorizer(Set.of(GRANT))) {
            assertThat(authorizer.authorize(request(new Grant("bob", GRANT.key()))))
                    .isInstanceOf(Decision.Deny.class);
            assertThat(authorizer.authorize(request(new Grant("alice", "2026/other.pdf"))))
                    .isInstanceOfSatisfying(
                            Decision.Deny.class,
                            deny -> assertThat(deny.reason()).isNotBlank());
        }
    }

    @Test
    final void authorize_nobody_isDenied() throws Exception {
        try (Authorizer authorizer = openAuthorizer(Set.of(GRANT))) {
            assertThat(authorizer.authorize(request(Optional.empty(), "GET", GRANT.key())))
                    .isInstanceOf(Decision.Deny.class);
        }
    }

    @Test
    final void authorize_keysOfAllCharacters_areToldApart() throws Exception {
        for (String key : AuthorizerSamples.KEYS) {
            assertOnly(
                    new Grant("alice", key),
                    AuthorizerSamples.KEYS.stream()
                            .map(other -> new Grant("alice", other))
                            .toList());
        }
    }

    @Test
    final void authorize_principalsOfAllCharacters_areToldApart() throws Exception {
        for (String principal : AuthorizerSamples.PRINCIPALS) {
            assertOnly(
                    new Grant(principal, GRANT.key()),
                    AuthorizerSamples.PRINCIPALS.stream()
                            .map(other -> new Grant(other, GRANT.key()))
                            .toList());
        }
    }

    private void assertOnly(Grant grant, List<Grant> all) throws Exception {
        if (!isExpressible(grant)) {
            return;
        }
        try (Authorizer authorizer = openAuthorizer(Set.of(grant))) {
            for (Grant other : all) {
                if (other.equals(grant)) {
                    assertThat(authorizer.authorize(request(grant)))
                            .as("%s", grant)
                            .isInstanceOf(Decision.Allow.class);
                } else if (isExpressible(other)) {
                    assertThat(authorizer.authorize(request(other)))
                            .as("%s where only %s may", other, grant)
                            .isInstanceOf(Decision.Deny.class);
                } else {
                    assertNotAllowed(authorizer, other);
                }
            }
        }
    }

    private static void assertNotAllowed(Authorizer authorizer, Grant grant) {
        List<Decision> decisions = new ArrayList<>();
        Throwable failure = catchThrowable(() -> decisions.add(authorizer.authorize(request(grant))));
        assertThat(decisions).as("%s", grant).doesNotHaveAnyElementsOfTypes(Decision.Allow.class);
        assertThat(failure == null || failure instanceof YatagarasuException)
                .as("%s fails with %s", grant, failure)
                .isTrue();
    }

    @Test
    final void authorize_manyAtOnce_eachGetsItsOwnAnswer() throws Exception {
        Set<Grant> grants = grants(20);
        try (Authorizer authorizer = openAuthorizer(grants);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Decision>> decisions = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                AccessRequest request = request(new Grant("user-" + i % 40, "key-" + i % 40));
                decisions.add(threads.submit(() -> authorizer.authorize(request)));
            }
            for (int i = 0; i < decisions.size(); i++) {
                assertThat(decisions.get(i).get(1, TimeUnit.MINUTES))
                        .as("call %d", i)
                        .isInstanceOf(i % 40 < 20 ? Decision.Allow.class : Decision.Deny.class);
            }
        }
    }

    @Test
    final void authorizeAll_several_areDecidedAsIfEachWereAlone() throws Exception {
        try (Authorizer authorizer = openAuthorizer(grants(3))) {
            List<AccessRequest> requests = new ArrayList<>();
            for (int i : new int[] {4, 0, 1, 0, 3, 2, 5}) {
                requests.add(request(new Grant("user-" + i, "key-" + i)));
            }
            assertThat(authorizer.authorizeAll(requests))
                    .isEqualTo(requests.stream().map(authorizer::authorize).toList())
                    .hasSize(requests.size());
            assertThat(authorizer.authorizeAll(List.of())).isEmpty();
        }
    }

    @Test
    final void inputs_askedTwice_areTheSame() throws Exception {
        try (Authorizer authorizer = openAuthorizer(Set.of())) {
            assertThat(authorizer.inputs()).isEqualTo(authorizer.inputs());
        }
    }

    @Test
    final void authorize_serviceAway_throwsInTime() throws Exception {
        try (Authorizer authorizer = openUnreachable()) {
            assertThrowsInTime(authorizer);
        }
    }

    @Test
    final void authorize_serviceSilent_throwsInTime() throws Exception {
        try (Authorizer authorizer = openSilent()) {
            assertThrowsInTime(authorizer);
        }
    }

    private void assertThrowsInTime(Authorizer authorizer) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Throwable> failure =
                    threads.submit(() -> catchThrowable(() -> authorizer.authorize(request(GRANT))));
            assertThat(failure.get(patience().toMillis(), TimeUnit.MILLISECONDS))
                    .isInstanceOf(YatagarasuException.class);
        }
    }

    @Test
    final void authorize_closed_throws() throws Exception {
        Authorizer authorizer = openAuthorizer(Set.of(GRANT));
        authorizer.authorize(request(GRANT));
        authorizer.close();
        authorizer.close();
        assertThatThrownBy(() -> authorizer.authorize(request(GRANT))).isInstanceOf(YatagarasuException.class);
    }

    private static Set<Grant> grants(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Grant("user-" + i, "key-" + i))
                .collect(Collectors.toSet());
    }

    /** The request for a permission. */
    protected static AccessRequest request(Grant grant) {
        return request(Optional.of(Principal.of(grant.principal())), "GET", grant.key());
    }

    private static AccessRequest request(Optional<Principal> principal, String method, String key) {
        return new AccessRequest(principal, method, BUCKET, key, "/" + BUCKET + "/" + key, RequestDetails.none());
    }
}
