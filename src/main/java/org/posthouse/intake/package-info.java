/// The one implementation of [org.posthouse.mail.Intake]: whom we take mail for, and handing it to
/// the spool.
@NullMarked
package org.posthouse.intake;

import org.jspecify.annotations.NullMarked;
