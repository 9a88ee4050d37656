/// Mail handed in as files: a directory in which programs leave RFC 785's pair of files, or a plain
/// message whose header says who is to have it ([Pickup]); and what makes a message of what a
/// program hands in ([Submission]), which the `sendmail` command needs too.
@NullMarked
package org.posthouse.pickup;

import org.jspecify.annotations.NullMarked;
