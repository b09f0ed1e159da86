package dev.yatagarasu.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.yatagarasu.api.config.ConfigurationException;
import java.nio.file.Files;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is done to a good configuration, the reader gives one, or says what is wrong. */
class FuzzTest {
    private static final String PIECES = "\n\t :-[]{}#&*!|>'\"%@`,?${}~\\/\0\u0085\u2028\ud83e\uddea0a";

    @Test
    void parse_mutatedExample_isAConfigurationOrItsProblems() throws Exception {
        String good = Files.readString(FullExampleTest.FILE);
        Random random = new Random(42);
        int refused = 0;
        for (int i = 0; i < 3_000; i++) {
            String yaml = mutate(good, random);
            Throwable thrown = catchThrowable(() -> Yaml.parse(yaml));
            if (thrown != null) {
                refused++;
                assertThat(thrown).as(yaml).isInstanceOf(ConfigurationException.class);
                assertThat(((ConfigurationException) thrown).problems()).isNotEmpty();
            }
        }
        assertThat(refused).isGreaterThan(500);
    }

    private static String mutate(String good, Random random) {
        StringBuilder yaml = new StringBuilder(good);
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(yaml.length());
            int end = Math.min(yaml.length(), at + 1 + random.nextInt(12));
            switch (random.nextInt(5)) {
                case 0 -> yaml.insert(at, PIECES.charAt(random.nextInt(PIECES.length())));
                case 1 -> yaml.deleteCharAt(at);
                case 2 -> yaml.delete(at, end);
                case 3 -> yaml.insert(random.nextInt(yaml.length()), yaml.substring(at, end));
                default -> yaml.setCharAt(at, PIECES.charAt(random.nextInt(PIECES.length())));
            }
        }
        return yaml.toString();
    }
}
