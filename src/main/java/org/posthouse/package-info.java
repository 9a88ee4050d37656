/// Posthouse, a mail transfer agent and gateway. [Main] makes the parts, starts and stops them.
@NullMarked
package org.posthouse;

import org.jspecify.annotations.NullMarked;
