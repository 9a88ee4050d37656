package org.posthouse.ftpmail;

import module java.base;

import org.posthouse.conf.Section;

/// Who we say we are where a host takes no mail from strangers. The password stays in a file of its
/// own: a configuration is shown to people, and a URL stands in logs.
///
/// @param passwordFile whose first line it is; nothing for a password that is no secret
/// @param account for ACCT; empty for none
record Login(String user, Optional<Path> passwordFile, String account) {
    /// What RFC 751 got mail into two Multics systems with: user and password are both this.
    static final Login NETML = new Login("NETML", Optional.empty(), "");

    static Login from(Section section) {
        return new Login(
                section.text("user", "NETML"),
                Optional.of(section.text("password-file", ""))
                        .filter(file -> !file.isEmpty())
                        .map(Path::of),
                section.text("account", ""));
    }

    /// @throws IOException when the file cannot be read, in words for an operator
    String password() throws IOException {
        if (passwordFile.isEmpty()) return user;
        try (Stream<String> lines = Files.lines(passwordFile.get(), StandardCharsets.US_ASCII)) {
            return lines.findFirst().orElse("");
        } catch (IOException | UncheckedIOException e) {
            throw new IOException("the password file " + passwordFile.get() + " cannot be read", e);
        }
    }
}
