package org.posthouse.control;

import module java.base;

/// What a check of the spool found.
///
/// @param findings what does not agree, in an operator's words
/// @param messages in the queue
public record Checked(List<String> findings, long messages) {
    public Checked {
        findings = List.copyOf(findings);
    }
}
