package org.posthouse.local;

import module java.base;

import org.posthouse.mail.Hop;
import org.posthouse.mail.Outbound;

/// Delivers into Maildirs, for the hops `maildir:TEMPLATE`.
public final class MaildirSender implements Outbound {
    /// The scheme of its hops.
    public static final String SCHEME = "maildir";

    private final LocalSettings settings;
    private final FolderSync folders;

    public MaildirSender(LocalSettings settings) {
        this(settings, FolderSync.real());
    }

    MaildirSender(LocalSettings settings, FolderSync folders) {
        this.settings = settings;
        this.folders = folders;
    }

    /// What is wrong with a hop of this scheme and what would be right, for the operator.
    public static Optional<String> mistake(Hop.Place hop) {
        return switch (Template.read(hop.place())) {
            case Template.Understood _ -> Optional.empty();
            case Template.Malformed(var why) -> Optional.of(why);
        };
    }

    @Override
    public Conversation converse(Hop hop, String knownAs) throws IOException {
        return switch (hop) {
            case Hop.Place(var scheme, var place) when scheme.equals(SCHEME) ->
                    switch (Template.read(place)) {
                        case Template.Understood(var template) ->
                                new Rounds(template, settings.lineEnds(), folders, knownAs);
                        case Template.Malformed(var why) -> throw new IOException(why);
                    };
            case Hop.Place _, Hop.Remote _, Hop.Hold _, Hop.Discard _, Hop.Collect _ ->
                    throw new IllegalArgumentException("no Maildir: " + hop.url());
        };
    }
}
