package dev.yatagarasu.core.http;

/** The result of a request in the fast lane: an {@link Answer}, or {@link Work} for the slow lane. */
public sealed interface Begun permits Answer, Work {}
