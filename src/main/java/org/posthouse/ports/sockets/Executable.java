package org.posthouse.ports.sockets;

import module java.base;

/// The program that a process runs.
///
/// @param path where it was started from, in the process's own file tree
/// @param marks what is odd about it; empty if nothing is, or if it could not be looked at
public record Executable(String path, Set<Mark> marks) {
    /// What makes one look twice at a program that listens.
    public enum Mark {
        /// The file was removed or replaced since it was started. An upgrade does that, and so does
        /// whoever wants to leave no trace.
        DELETED("deleted"),
        /// Others than its owner and root may write to the file.
        WRITABLE("writable by others"),
        /// It never was a file (memfd_create(2)).
        MEMORY("runs from memory alone"),
        /// It lies where everyone may put files.
        TEMPORARY("in a directory for temporary files");

        private final String words;

        Mark(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    public Executable {
        marks = Set.copyOf(marks);
    }

    /// The last part of its path.
    public String name() {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }
}
