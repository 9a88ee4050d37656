/// The investigator of ports: puts together what a port is registered for (`ports.registry`), what
/// listens on it here (`ports.sockets`) and what that speaks (`ports.identify`), and judges it.
@NullMarked
package org.posthouse.ports;

import org.jspecify.annotations.NullMarked;
