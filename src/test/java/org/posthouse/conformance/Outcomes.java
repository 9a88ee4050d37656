package org.posthouse.conformance;

import module java.base;

import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/// Writes down, for as long as this JVM lives, which tests were run and whether they passed.
/// Jupiter finds it by itself (`META-INF/services`), so that no test can be forgotten.
public final class Outcomes implements InvocationInterceptor {
    /// By [Proof#key()]; a test that was run several times passed only if it always did.
    private static final Map<String, Boolean> PASSED = new ConcurrentHashMap<>();

    /// @return nothing when it was not run
    static Optional<Boolean> passed(String key) {
        return Optional.ofNullable(PASSED.get(key));
    }

    static boolean none() {
        return PASSED.keySet().stream().allMatch(key -> key.startsWith("conformance."));
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> method,
            ExtensionContext context)
            throws Throwable {
        run(invocation, name(context));
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> method,
            ExtensionContext context)
            throws Throwable {
        run(invocation, name(context));
    }

    @Override
    public void interceptDynamicTest(
            Invocation<Void> invocation,
            DynamicTestInvocationContext test,
            ExtensionContext context)
            throws Throwable {
        String factory = name(context);
        run(invocation, factory, factory + "/" + context.getDisplayName());
    }

    private static void run(Invocation<Void> invocation, String... keys) throws Throwable {
        boolean passed = false;
        try {
            invocation.proceed();
            passed = true;
        } finally {
            for (String key : keys) PASSED.merge(key, passed, Boolean::logicalAnd);
        }
    }

    /// Class and method, the factory's for a dynamic test; without the package that all have.
    private static String name(ExtensionContext context) {
        ExtensionContext at = context;
        while (at.getTestMethod().isEmpty()) at = at.getParent().orElseThrow();
        Method method = at.getRequiredTestMethod();
        return method.getDeclaringClass().getName().replaceFirst("^org\\.posthouse\\.", "")
                + "."
                + method.getName();
    }
}
