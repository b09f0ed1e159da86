package dev.yatagarasu.core.internal.identity;

/** Where keys come from. Safe from any thread. */
interface KeyProvider extends AutoCloseable {

    /** Whether {@link #ring} would answer at once. Never blocks; may have keys fetched in the background. */
    boolean isReady();

    /** The keys in use. May block; throws a {@link dev.yatagarasu.api.YatagarasuException} if there are none to be had. */
    KeyRing ring();

    /** The keys in use, after a look for new ones if the last one is long enough ago. May block. */
    KeyRing ringForUnknownKey();

    @Override
    void close();

    /** The keys of a configuration, which stay as they are. */
    record Fixed(KeyRing ring) implements KeyProvider {
        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public KeyRing ringForUnknownKey() {
            return ring;
        }

        @Override
        public void close() {}
    }
}
