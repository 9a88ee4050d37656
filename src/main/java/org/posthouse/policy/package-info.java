/// Who may do what: for now, who may relay.
@NullMarked
package org.posthouse.policy;

import org.jspecify.annotations.NullMarked;
