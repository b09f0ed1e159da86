package dev.yatagarasu.bench.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A thousand readers' tokens, signed with HS256, and a script with which wrk sends one after the other. */
final class BearerTokens {
    static final String SECRET = "benchmark-secret-of-more-than-256-bits";
    private static final int READERS = 1000;

    private final Path script;

    /** Tokens whose script is to be written to that file. */
    BearerTokens(Path script) {
        this.script = script;
    }

    /** The script, written when it is first asked for. */
    Path script() throws IOException {
        if (!Files.exists(script)) {
            Files.writeString(script, lua());
        }
        return script;
    }

    private static String lua() {
        String tokens = IntStream.range(0, READERS)
                .mapToObj(reader -> '"' + of(reader) + '"')
                .collect(Collectors.joining(",\n"));
        return """
            local tokens = {
            %s
            }
            local requests = {}
            local next = 0
            init = function(args)
               for i, token in ipairs(tokens) do
                  requests[i] = wrk.format("GET", nil, { ["Authorization"] = "Bearer " .. token })
               end
            end
            request = function()
               next = next %% #requests + 1
               return requests[next]
            end
            """.formatted(tokens);
    }

    /** A token of that reader's, good for a day. */
    static String of(int reader) {
        long end = Instant.now().plus(Duration.ofDays(1)).getEpochSecond();
        String signed = encoded("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + encoded(("{\"iss\":\"https://login.example.com/\",\"sub\":\"reader-" + reader
                                + "\",\"aud\":\"files\",\"roles\":[\"reader\",\"staff\"],\"exp\":" + end + "}")
                        .getBytes(StandardCharsets.UTF_8));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return signed + "." + encoded(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
