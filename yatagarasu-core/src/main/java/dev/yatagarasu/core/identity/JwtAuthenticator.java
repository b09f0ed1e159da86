package dev.yatagarasu.core.identity;
final class JwtAuthenticator { static Identifier of(dev.yatagarasu.core.config.JwtConfig c, KeySets k, dev.yatagarasu.api.plugin.ComponentContext x) { throw new IllegalStateException(); } }
