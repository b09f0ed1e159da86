package dev.yatagarasu.api.policy;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The further inputs that an authorizer needs of a request, besides principal, method and object. The fewer there are,
 * the more often a remembered decision applies.
 *
 * @param clientAddress whether it needs the client's address
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

    /** No further inputs. */
    public static PolicyInputs none() {
        return NONE;
    }

    /** Whether there are no further inputs. */
    public boolean isEmpty() {
        return !clientAddress && headers.isEmpty() && queryParameters.isEmpty();
    }
}
