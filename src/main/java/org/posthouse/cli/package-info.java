/// The command line: one class a command, each with an example in its `--help` that works. Man
/// pages and the shell's completion are written from the same definitions ([Generate]).
@NullMarked
package org.posthouse.cli;

import org.jspecify.annotations.NullMarked;
