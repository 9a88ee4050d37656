package org.posthouse.ports.sockets;

import module java.base;

/// The programs that show packet filters: where they are, and what they print.
interface FilterTools {
    /// The file of a program; empty if the system has none of that name.
    Optional<Path> find(String name);

    /// What it prints, when it ends well.
    ///
    /// @throws IOException when it cannot be run, fails, or prints too much
    String run(List<String> command) throws IOException;

    /// There are none, and so nothing is asked.
    FilterTools NONE =
            new FilterTools() {
                @Override
                public Optional<Path> find(String name) {
                    return Optional.empty();
                }

                @Override
                public String run(List<String> command) throws IOException {
                    throw new IOException("there is no " + command);
                }
            };

    /// Those of the system, in its own folders and not wherever `PATH` points to: root asks them.
    final class Live implements FilterTools {
        private static final List<String> FOLDERS =
                List.of("/usr/sbin", "/sbin", "/usr/bin", "/bin", "/run/current-system/sw/bin");
        private static final int LONGEST = 1 << 22; // octets, some ten thousand rules

        @Override
        public Optional<Path> find(String name) {
            for (String folder : FOLDERS) {
                File file = new File(folder, name);
                if (file.canExecute()) return Optional.of(file.toPath());
            }
            return Optional.empty();
        }

        @Override
        public String run(List<String> command) throws IOException {
            Process process =
                    new ProcessBuilder(command)
                            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            try (InputStream printed = process.getInputStream()) {
                byte[] all = printed.readNBytes(LONGEST + 1);
                if (all.length > LONGEST) throw new IOException("too much");
                if (process.waitFor() != 0) throw new IOException("it failed");
                return new String(all, StandardCharsets.UTF_8);
            } catch (InterruptedException e) {
                throw new IOException(e);
            } finally {
                process.destroyForcibly();
            }
        }
    }
}
