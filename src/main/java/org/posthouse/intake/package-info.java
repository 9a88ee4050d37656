/// The one implementation of [org.posthouse.mail.Intake]: whom we take mail for, and handing it to
/// the spool; and of [org.posthouse.mail.Collection]: who may come for which mail.
@NullMarked
package org.posthouse.intake;

import org.jspecify.annotations.NullMarked;
