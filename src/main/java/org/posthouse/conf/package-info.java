/// The configuration file, read once: settings for the parts, and every mistake with its place.
///
/// [Conf] reads TOML; each part takes its settings from a [Section] and says there which keys it
/// knows; at the end [Conf#mistakes] has all that was wrong, unknown keys among it, and
/// [Conf#effective] what is in force. Nothing here knows what any setting means.
@NullMarked
package org.posthouse.conf;

import org.jspecify.annotations.NullMarked;
