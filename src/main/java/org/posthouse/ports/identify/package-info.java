/// What a service speaks, found out by listening first and by asking as little as possible after
/// that: never mail, never a login, three lines at most.
///
/// [Identifier] knocks at a port and tells its [Reach]; where it is open, an [Identity] says what
/// was [Observed], with the [Evidence] for it. What a port is registered for, was once, and who
/// owns the socket are other facts, which this package neither knows nor mixes in.
@NullMarked
package org.posthouse.ports.identify;

import org.jspecify.annotations.NullMarked;
