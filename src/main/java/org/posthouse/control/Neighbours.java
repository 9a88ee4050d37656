package org.posthouse.control;

import module java.base;

import org.posthouse.dispatch.Alias;
import org.posthouse.mail.MailPath;

/// What a person may ask of what the routes have gathered: what was learnt of other hosts, and who
/// is called what towards hosts that cannot write his address. `IOException` as in [QueueWork].
public interface Neighbours {
    /// Something we know of a host.
    ///
    /// @param host `scheme://host:port`
    /// @param what a word, such as `scheme`
    /// @param confirmed when it was last seen to be so, roughly
    record Fact(String host, String what, String value, Instant confirmed) {}

    /// A short name at this host, and the path it stands for.
    ///
    /// @param used when it was last used, to the day
    record Name(String alias, MailPath path, Instant made, Instant used) {
        /// The alias that somebody means, if it can be one: `u` and a number.
        public static Optional<String> parse(String text) {
            return Alias.name(text);
        }
    }

    /// What is known of other hosts, in their order.
    void hosts(Sink<Fact> to) throws IOException;

    /// Forgets a host: `scheme://host:port` as it is listed, or its name alone.
    ///
    /// @return how many facts
    long forget(String host) throws IOException;

    /// All aliases.
    void aliases(Sink<Name> to) throws IOException;

    /// The alias of a path, made if it has none.
    ///
    /// @param name one that the path had before and is to have again
    /// @return nothing when it cannot have that name, or any
    Optional<Name> alias(MailPath path, Optional<String> name) throws IOException;

    /// Takes an alias away.
    ///
    /// @return whether it was there
    boolean unalias(String name) throws IOException;
}
