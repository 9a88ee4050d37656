package org.posthouse.ftpmail;

/// Which reply codes are spoken. "There have been three possible official sets of codes which one
/// may draw on" (RFC 743 appendix A); these are the two that mail was sent with.
public enum Generation {
    /// Those of "old FTP": RFC 454 and, for several recipients, RFC 743.
    RFC743,
    /// Those of RFC 765 and of all FTP since.
    RFC765
}
