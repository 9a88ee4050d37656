/// Local delivery: the last hop of a message, into a Maildir.
///
/// A [MaildirSender] serves the hops `maildir:TEMPLATE`. A [Template] says where a user's [Maildir]
/// is; there a letter is written into `tmp`, synced, renamed into `new`, and the folder's
/// [FolderSync] shared with all letters that came to it meanwhile. Only then is it delivered.
@NullMarked
package org.posthouse.local;

import org.jspecify.annotations.NullMarked;
