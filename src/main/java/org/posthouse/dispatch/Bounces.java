package org.posthouse.dispatch;

import module java.base;

import org.posthouse.mail.Message;
import org.posthouse.mail.Recipient;
import org.posthouse.spool.Draft;
import org.posthouse.spool.Shard;

/// Writes the notices about recipients whom a person gave up: the same letters as when an attempt
/// fails for good.
public final class Bounces {
    private final Supplier<Routes> routes;
    private final DispatchSettings settings;

    /// @param routes as they are when a notice is written
    public Bounces(Supplier<Routes> routes, DispatchSettings settings) {
        this.routes = routes;
        this.settings = settings;
    }

    /// @param message one that has a sender and is no notice itself
    /// @param failed at least one, each with its diagnosis
    /// @return its draft is the caller's to close
    public Shard.Notice about(Shard shard, Message message, List<Recipient> failed)
            throws IOException {
        Instant now = Instant.now();
        var notice =
                new Notice(
                        routes.get(),
                        settings.whole(),
                        new SplittableRandom(),
                        _ -> Optional.empty());
        Draft draft = shard.draft();
        try {
            return notice.write(
                    draft, new Tidings(message, Optional.empty(), Told.failed(failed), now), now);
        } catch (IOException | RuntimeException e) {
            draft.close();
            throw e;
        }
    }
}
