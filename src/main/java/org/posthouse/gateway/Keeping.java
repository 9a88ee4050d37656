package org.posthouse.gateway;

import module java.base;

/// Keeps the original of a message that is about to leave as a text.
@FunctionalInterface
public interface Keeping {
    Keeping NONE = Optional::empty;

    /// @return how a person names it when asking for it; nothing where originals are not kept
    /// @throws IOException when it could not be kept
    Optional<String> keep() throws IOException;
}
