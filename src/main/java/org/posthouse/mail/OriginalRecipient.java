package org.posthouse.mail;

import module java.base;

/// An address as its sender wrote it, wherever it leads by now: the ORCPT parameter (RFC 3461
/// section 4.2). What kind of address it is says the type; nothing is known of its syntax.
///
/// @param type an atom, such as `rfc822`
public record OriginalRecipient(String type, Xtext address) {
    private static final Pattern ATOM = Pattern.compile("[!-~&&[^()<>@,;:\\\\\".\\[\\]=]]+");
    private static final int LONGEST = 500; // characters, RFC 3461 section 4.2

    public OriginalRecipient {
        if (!ATOM.matcher(type).matches()) throw new IllegalArgumentException("no type: " + type);
    }

    /// Understands the parameter's value.
    public static Optional<OriginalRecipient> parse(String value) {
        int semicolon = value.indexOf(';');
        if (semicolon < 1 || value.length() > LONGEST) return Optional.empty();
        String type = value.substring(0, semicolon);
        return ATOM.matcher(type).matches()
                ? Xtext.read(value.substring(semicolon + 1))
                        .map(address -> new OriginalRecipient(type, address))
                : Optional.empty();
    }

    /// The parameter's value.
    public String written() {
        return type + ";" + address.encoded();
    }
}
