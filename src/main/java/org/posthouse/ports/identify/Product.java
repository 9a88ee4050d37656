package org.posthouse.ports.identify;

import module java.base;

/// The program that a service says it is.
///
/// @param version as it is said, where it is
public record Product(String name, Optional<String> version) {
    @Override
    public String toString() {
        return version.map(v -> name + " " + v).orElse(name);
    }
}
