package org.posthouse.control;

import module java.base;

/// Answers a question of its own over the control socket, such as `status`.
@FunctionalInterface
public interface Handler {
    /// @return names and values for one line of JSON: texts, numbers, truth values, and lists and
    ///   maps of them
    Map<String, Object> answer() throws IOException;
}
