package org.posthouse.gateway;

import module java.base;

import org.posthouse.mail.MailPath;

/// Short paths that stand for paths a host cannot write.
@FunctionalInterface
public interface Aliases {
    Aliases NONE = _ -> Optional.empty();

    /// @return nothing where no such paths are kept
    /// @throws IOException when the store fails
    Optional<MailPath> alias(MailPath path) throws IOException;
}
