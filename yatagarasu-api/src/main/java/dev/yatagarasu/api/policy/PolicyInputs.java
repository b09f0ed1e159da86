package dev.yatagarasu.api.policy;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an authorizer wants to see of a request beside who asks for what. The less that is, the more often a remembered
 * decision serves.
 *
 * @param clientAddress whether it wants the client's address
 * @param headers names of header fields; any case, kept in lower case
 * @param queryParameters names of query parameters, exactly
 */
public record PolicyInputs(boolean clientAddress, Set<String> headers, Set<String> queryParameters) {
    private static final PolicyInputs NONE = new PolicyInputs(false, Set.of(), Set.of());

    public PolicyInputs {
        Set<String> lowerCase = new TreeSet<>();
        headers.forEach(name -> lowerCase.add(name.toLowerCase(Locale.ROOT)));
        headers = Set.copyOf(lowerCase);
        queryParameters = Set.copyOf(queryParameters);
    }

    /** Nothing. */
    public static PolicyInputs none() {
        return NONE;
    }

    /** Whether it wants nothing. */
    public boolean isEmpty() {
        return !clientAddress && headers.isEmpty() && queryParameters.isEmpty();
    }
}
