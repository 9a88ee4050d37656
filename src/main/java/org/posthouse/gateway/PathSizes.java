package org.posthouse.gateway;

/// What a host can write of a path when it answers, in characters (RFC 780 section 5.5.3).
public record PathSizes(int path, int user, int host) {
    public static final PathSizes RFC_780 = new PathSizes(100, 40, 20);
}
