package dev.yatagarasu.core.identity;
public final class KeySets { public KeySets(java.time.Clock c, java.util.concurrent.Executor e) {} }
