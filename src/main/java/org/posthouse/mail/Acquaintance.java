package org.posthouse.mail;

import module java.base;

/// One host as earlier conversations in one protocol have shown it: short facts by name, such as
/// `scheme` and `T`.
public interface Acquaintance {
    Acquaintance STRANGER =
            new Acquaintance() {
                @Override
                public Optional<String> recall(String what) {
                    return Optional.empty();
                }

                @Override
                public void learn(String what, String value) {
                    // it stays a stranger
                }

                @Override
                public void forget(String what) {
                    // nothing was known
                }
            };

    /// @param what a word of small letters, digits and hyphens
    Optional<String> recall(String what);

    /// Keeps a fact, or makes one that is known already fresh again. Never fails: what cannot be
    /// written down now is learnt another time.
    ///
    /// @param value one line of at most 200 characters
    void learn(String what, String value);

    /// The fact has turned out wrong.
    void forget(String what);
}
