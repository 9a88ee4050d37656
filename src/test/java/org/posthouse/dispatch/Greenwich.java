package org.posthouse.dispatch;

import module java.base;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Lets the tests of a class run where clocks show UTC, for the dates in golden texts.
final class Greenwich implements BeforeEachCallback, AfterEachCallback {
    private final TimeZone zone = TimeZone.getDefault();

    @Override
    public void beforeEach(ExtensionContext context) {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        TimeZone.setDefault(zone);
    }
}
