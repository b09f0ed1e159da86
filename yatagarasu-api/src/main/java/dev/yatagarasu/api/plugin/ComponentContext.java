package dev.yatagarasu.api.plugin;

import java.time.Clock;
import java.util.concurrent.Executor;

/**
 * The environment that the engine gives to a component when it creates it.
 *
 * @param name the component's name in logs and metrics, for example the bucket's name
 * @param clock the only clock a component may read
 * @param executor an executor for background work that may block; the engine owns it
 */
public record ComponentContext(String name, Clock clock, Executor executor) {}
