package org.posthouse.nimail.niftp;

import module java.base;

import org.posthouse.conf.PasswordHash;

/// Who gets in, by the username and password of an SFT (docs/niftp.md, access). Whether there is
/// such a user takes as long to find out as whether the password is right.
final class Gate {
    sealed interface Entry {
        record Open(User user) implements Entry {}

        record Shut(String why) implements Entry {}
    }

    private static final Pattern MAIL_ADDRESS = Pattern.compile("[^@\\s]+@[^@\\s]+");

    private final NiftpSettings settings;
    private final PasswordHash nobody = PasswordHash.nobody();

    Gate(NiftpSettings settings) {
        this.settings = settings;
    }

    Entry enter(Agreement wanted) {
        Optional<String> name = wanted.text(Meaning.USERNAME);
        if (name.isEmpty()) return new Entry.Shut("Username required");
        Optional<String> password = wanted.text(Meaning.PASSWORD);
        if (password.isEmpty()) return new Entry.Shut("Password required");
        return name.equals(settings.guest())
                ? guest(name.get(), password.get())
                : user(name.get(), password.get());
    }

    private Entry guest(String name, String password) {
        return MAIL_ADDRESS.matcher(password).matches()
                ? new Entry.Open(new User(name, nobody, "", User.Rights.READ_ONLY))
                : new Entry.Shut("The password of a guest is a mail address");
    }

    private Entry user(String name, String password) {
        User user = settings.users().get(name);
        PasswordHash hash = user == null ? nobody : user.password();
        return matches(hash, password) && user != null
                ? new Entry.Open(user)
                : new Entry.Shut("Passwords mismatch");
    }

    /// One at a time, so that guesses cannot take all the machine.
    private synchronized boolean matches(PasswordHash hash, String password) {
        return settings.manner().profile().readings(password).stream().anyMatch(hash::matches);
    }
}
