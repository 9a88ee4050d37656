package org.posthouse;

import module java.base;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/// What to do when a signal comes. The JDK has no public way to hear SIGHUP, only `sun.misc.Signal`
/// of the module `jdk.unsupported`; it is called by its name, since the compiler's warning of it
/// cannot be turned off and warnings are errors here.
final class Signals {
    private Signals() {}

    /// @param name without `SIG`
    /// @return whether this machine has such a signal and leaves it to us
    static boolean on(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy =
                    Proxy.newProxyInstance(
                            handler.getClassLoader(),
                            new Class<?>[] {handler},
                            (self, method, arguments) -> heard(self, method, arguments, action));
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    @SuppressWarnings("ReferenceEquality") // a handler is itself and no other
    private static @Nullable Object heard(
            Object self, Method method, Object @Nullable [] arguments, Runnable action) {
        return switch (method.getName()) {
            case "handle" -> {
                action.run();
                yield null;
            }
            case "equals" -> arguments != null && self == arguments[0];
            case "hashCode" -> System.identityHashCode(self);
            default -> "signal handler";
        };
    }
}
