package dev.yatagarasu.api.plugin;

import java.time.Clock;
import java.util.concurrent.Executor;

/**
 * What the engine hands to a component that it creates.
 *
 * @param name the component's name in logs and metrics, for example the bucket's name
 * @param clock the only clock a component may read
 * @param executor runs background work that may block; the engine owns it
 */
public record ComponentContext(String name, Clock clock, Executor executor) {}
