/// Between the shapes and the addresses of different kinds of mail.
///
/// [Shapes] brings a content into a shape that a peer can take, or names the limit that nothing can
/// meet. Nothing here knows a channel: it is asked with [org.posthouse.mail.Limits].
@NullMarked
package org.posthouse.gateway;

import org.jspecify.annotations.NullMarked;
