package dev.yatagarasu.auth.opa;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;

/** Something that answers as OPA does, with the policies in the test resources. */
interface OpaServer extends AutoCloseable {
    URI url();

    /** Puts a value under {@code data.given}. */
    void put(String name, JsonNode value);

    @Override
    void close();
}
