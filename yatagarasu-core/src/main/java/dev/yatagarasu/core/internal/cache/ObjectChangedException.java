package dev.yatagarasu.core.internal.cache;

import dev.yatagarasu.api.YatagarasuException;

/** The object is no longer the version whose blocks were asked for. */
public final class ObjectChangedException extends YatagarasuException {
    private static final long serialVersionUID = 1L;

    ObjectChangedException() {
        super("the object changed while it was being read");
    }
}
