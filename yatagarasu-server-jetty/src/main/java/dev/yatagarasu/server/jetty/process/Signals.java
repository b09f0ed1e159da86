package dev.yatagarasu.server.jetty.process;

import dev.yatagarasu.api.Reason;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signals of the operating system. The JDK has no other way to them than {@code sun.misc.Signal} of the module {@code
 * jdk.unsupported}; it is reached by reflection because the compiler warns of any use of it, and that warning cannot be
 * turned off for one class.
 */
public final class Signals {
    private static final Logger log = LoggerFactory.getLogger(Signals.class);

    private Signals() {}

    /**
     * Runs {@code action}, on a thread of its own, each time the signal arrives, in place of what the JVM would do. Where
     * the JVM keeps the signal to itself (option {@code -Xrs}) or does not know it, that is logged and nothing changes.
     *
     * @param name the signal without {@code SIG}, for example {@code HUP}
     */
    public static void on(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            MethodHandle run = MethodHandles.lookup()
                    .findVirtual(Runnable.class, "run", MethodType.methodType(void.class))
                    .bindTo(action);
            signal.getMethod("handle", signal, handler)
                    .invoke(
                            null,
                            signal.getConstructor(String.class).newInstance(name),
                            MethodHandleProxies.asInterfaceInstance(
                                    handler, MethodHandles.dropArguments(run, 0, signal)));
        } catch (ReflectiveOperationException e) {
            log.warn("SIG{} cannot be handled here: {}", name, Reason.of(e.getCause() == null ? e : e.getCause()));
        }
    }
}
