package org.posthouse.control;

import module java.base;

/// Takes what is found as it is found, so that a long list needs no memory.
@FunctionalInterface
public interface Sink<T> {
    /// @throws IOException when whoever asked is gone; the search ends with it
    void take(T found) throws IOException;
}
