package dev.yatagarasu.core.internal.plugin;

import dev.yatagarasu.api.plugin.ComponentContext;
import dev.yatagarasu.api.storage.StorageResponse;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * Runs the code of one plug-in with its class loader as the thread's context class loader, where much of Java looks for what a
 * library needs ({@code ServiceLoader}, {@code DriverManager}, JAXP, JNDI). The thread gets its own one back, whatever the code
 * throws. Safe from any thread.
 *
 * @param loader the class loader of the plug-in
 */
record PluginCode(ClassLoader loader) {

    /** Code that may throw. */
    interface Call<T extends @Nullable Object, E extends Exception> {
        T run() throws E;
    }

    /** The code that a class of a plug-in belongs to. */
    static PluginCode of(Class<?> type) {
        return new PluginCode(type.getClassLoader());
    }

    <T extends @Nullable Object, E extends Exception> T call(Call<T, E> code) throws E {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return code.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private void run(Runnable task) {
        boolean unused = call(() -> {
            task.run();
            return true;
        });
    }

    /** The same context, whose executor runs what the plug-in hands it as code of the plug-in. */
    ComponentContext context(ComponentContext context) {
        return new ComponentContext(
                context.name(), context.clock(), task -> context.executor().execute(() -> run(task)));
    }

    /** What a plug-in has made: each of its methods, those of later versions included, runs as code of the plug-in. */
    <C> C component(Class<C> type, C made) {
        Class<?>[] types = {type};
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), types, (proxy, method, arguments) -> invoke(made, method, arguments)));
    }

    private @Nullable Object invoke(Object made, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return result(call(() -> method.invoke(made, arguments)));
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** Bodies are read later, and that is code of the plug-in, too. */
    private @Nullable Object result(@Nullable Object result) {
        return result instanceof StorageResponse.WithBody response
                ? response.withBody(new PluginStream(response.body(), this))
                : result;
    }
}
