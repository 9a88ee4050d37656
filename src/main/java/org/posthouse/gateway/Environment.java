package org.posthouse.gateway;

/// The world a message is to enter.
///
/// @param shape what its route asks for
/// @param knownAs our name there (RFC 780 section 3.2)
/// @param sizes of paths there
public record Environment(
        ShapeSettings shape,
        String knownAs,
        PathSizes sizes,
        HostNames hosts,
        Aliases aliases,
        Keeping keeping) {}
