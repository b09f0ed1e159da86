package dev.yatagarasu.server.jetty.distribution;

/** Claims the type of another plug-in. */
public final class OtherGreetingStorageFactory extends GreetingStorageFactory {}
