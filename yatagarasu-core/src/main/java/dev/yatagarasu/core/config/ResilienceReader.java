package dev.yatagarasu.core.config;

import dev.yatagarasu.api.config.ConfigNode;
import java.time.Duration;

/** Reads what is done about storage that fails: sections {@code retry} and {@code circuit_breaker}. */
final class ResilienceReader {
    private ResilienceReader() {}

    /** The settings; the defaults if any of them is wrong. */
    static RetryConfig retry(ConfigNode section) {
        RetryConfig defaults = RetryConfig.defaults();
        int attempts = section.integer("max_attempts", 1, RetryConfig.MOST).orElse(defaults.maxAttempts());
        Duration initial =
                section.positiveDuration("initial_backoff", RetryConfig.LONGEST).orElse(defaults.initialBackoff());
        Duration longest =
                section.positiveDuration("max_backoff", RetryConfig.LONGEST).orElse(defaults.maxBackoff());
        if (section.isSound() && longest.compareTo(initial) < 0) {
            section.problem("max_backoff", "must not be shorter than initial_backoff", section.paths("max_backoff"));
        }
        return section.isSound() ? new RetryConfig(attempts, initial, longest) : defaults;
    }

    /** The settings; the defaults if any of them is wrong. */
    static CircuitBreakerConfig circuitBreaker(ConfigNode section) {
        CircuitBreakerConfig defaults = CircuitBreakerConfig.defaults();
        int failures = section.integer("failure_threshold", 1, CircuitBreakerConfig.MOST)
                .orElse(defaults.failureThreshold());
        int successes = section.integer("success_threshold", 1, CircuitBreakerConfig.MOST)
                .orElse(defaults.successThreshold());
        Duration timeout = section.positiveDuration("timeout", CircuitBreakerConfig.LONGEST)
                .orElse(defaults.timeout());
        return section.isSound() ? new CircuitBreakerConfig(failures, successes, timeout) : defaults;
    }
}
